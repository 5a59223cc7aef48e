package io.nightjar.conformance.sim;

import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.fsm.session.EstablishedSession;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What has to happen within a time, although everything may come right without it in the end: two who want a session and can talk to
 * each other have one, and who has a session sends End-of-RIB (RFC 4724 §2). The time is counted from the last thing that may have
 * kept them from it.
 */
final class Duties {

    /** How often it is looked at what is overdue. */
    private static final long LOOK_NANOS = 5_000_000_000L;

    /** A peer may believe in an old connection until it sends its next KEEPALIVE; then there are errors to be waited for, and dials. */
    private static final long SESSION_NANOS = 150_000_000_000L;

    /** Who has been started waits for others for two minutes (RFC 4724 §4.1). */
    private static final long END_OF_RIB_NANOS = 130_000_000_000L;

    /** When all has been said, kernels are written within this. */
    private static final long KERNEL_NANOS = 15_000_000_000L;

    private final Scheduler scheduler;
    private final Cluster cluster;
    private final Disturbances disturbances;
    private final Convergence convergence;
    private final Map<IpAddress, Machine> machines;
    private final IdentityHashMap<EstablishedSession, EndOfRib> owed = new IdentityHashMap<>();
    private long lookedNanos;
    private long doneSinceNanos;

    Duties(Scheduler scheduler, Cluster cluster, Disturbances disturbances, Convergence convergence) {
        this.scheduler = scheduler;
        this.cluster = cluster;
        this.disturbances = disturbances;
        this.convergence = convergence;
        machines = cluster.byAddress();
    }

    /** What a session's peer has not sent yet. */
    private record EndOfRib(SpeakerProcess to, Machine from, long sinceNanos, Set<AddressFamily> families) {}

    /** A session is established at one end. */
    void sessionUp(SpeakerProcess here, EstablishedSession session) {
        Machine remote = machines.get(session.negotiated().remoteAddress());
        if (remote != null && session.negotiated().features().gracefulRestart() != null) {
            Set<AddressFamily> families =
                    new TreeSet<>(session.negotiated().codec().families());
            owed.put(session, new EndOfRib(here, remote, scheduler.nanoTime(), families));
        }
    }

    /** An UPDATE has come. */
    void received(EstablishedSession session, UpdateMessage update) {
        EndOfRib waited = owed.get(session);
        if (waited != null) {
            update.endOfRibFamily().ifPresent(waited.families::remove);
            if (waited.families.isEmpty()) {
                owed.remove(session);
            }
        }
    }

    /** A session has ended. */
    void sessionDown(EstablishedSession session) {
        owed.remove(session);
    }

    /** Says what is overdue; null if nothing is, or if it has been looked at a moment ago. */
    @Nullable
    String fault() {
        long now = scheduler.nanoTime();
        if (now - lookedNanos < LOOK_NANOS) {
            return null;
        }
        lookedNanos = now;
        String fault = unsaid();
        fault = fault == null ? withoutSession() : fault;
        return fault == null ? wrongAfterAll() : fault;
    }

    private @Nullable String unsaid() {
        owed.values().removeIf(waited -> !waited.to.isRunning());
        for (EndOfRib waited : owed.values()) {
            Machine to = waited.to.machine();
            if (waited.from.isRunning() && isOverdue(to, waited.from, waited.sinceNanos, END_OF_RIB_NANOS)) {
                return to + " waits for End-of-RIB of " + waited.families + " from " + waited.from;
            }
        }
        return null;
    }

    private @Nullable String withoutSession() {
        for (Machine machine : cluster.machines()) {
            SpeakerProcess process = machine.process();
            List<SimulatedSessions.Peer> peers =
                    process == null ? List.of() : process.sessions().peers();
            for (SimulatedSessions.Peer peer : peers) {
                if (!peer.isEstablished() && lacks(machine, peer)) {
                    return machine + " has no session with " + peer.id() + ", which is "
                            + peer.driver().status().state();
                }
            }
        }
        return null;
    }

    private boolean isAllDone() {
        boolean done = owed.isEmpty() && !disturbances.isParted();
        for (Machine machine : cluster.machines()) {
            SpeakerProcess process = machine.process();
            done &= process != null
                    && machine.quietSince() <= scheduler.nanoTime()
                    && process.sessions().established()
                            == process.sessions().peers().size();
        }
        return done;
    }

    /** Nobody is away, all sessions are there, and all has been said: then nothing is wrong any more, or will be right at once. */
    private @Nullable String wrongAfterAll() {
        long now = scheduler.nanoTime();
        doneSinceNanos = isAllDone() ? doneSinceNanos : now;
        boolean overdue =
                convergence.wrong() > 0 && now - Math.max(doneSinceNanos, convergence.wrongSinceNanos()) > KERNEL_NANOS;
        return !overdue ? null : "nothing is waited for any more, but " + String.join("; ", convergence.complaints());
    }

    private boolean lacks(Machine here, SimulatedSessions.Peer peer) {
        Machine remote = machines.get(peer.config().remote().address());
        return remote != null
                && remote.isRunning()
                && cluster.isPart(here)
                && cluster.isPart(remote)
                && isOverdue(here, remote, 0, SESSION_NANOS);
    }

    private boolean isOverdue(Machine one, Machine other, long sinceNanos, long limitNanos) {
        long now = scheduler.nanoTime();
        return now - Math.max(sinceNanos, disturbances.quietSince(one, other)) > limitNanos;
    }
}
