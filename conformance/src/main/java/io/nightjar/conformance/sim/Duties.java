package io.nightjar.conformance.sim;

import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.fsm.session.EstablishedSession;
import java.util.HashMap;
import java.util.IdentityHashMap;
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

    private final Scheduler scheduler;
    private final Cluster cluster;
    private final Disturbances disturbances;
    private final Map<IpAddress, Machine> machines = new HashMap<>();
    private final IdentityHashMap<EstablishedSession, EndOfRib> owed = new IdentityHashMap<>();
    private long lookedNanos;

    Duties(Scheduler scheduler, Cluster cluster, Disturbances disturbances) {
        this.scheduler = scheduler;
        this.cluster = cluster;
        this.disturbances = disturbances;
        cluster.machines().forEach(machine -> machines.put(machine.address(), machine));
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
        owed.values().removeIf(waited -> !waited.to.isRunning());
        for (EndOfRib waited : owed.values()) {
            Machine to = waited.to.machine();
            if (waited.from.isRunning() && isOverdue(to, waited.from, waited.sinceNanos, END_OF_RIB_NANOS)) {
                return to + " waits for End-of-RIB of " + waited.families + " from " + waited.from;
            }
        }
        for (Machine machine : cluster.machines()) {
            SpeakerProcess process = machine.process();
            if (process != null) {
                for (SimulatedSessions.Peer peer : process.sessions().peers()) {
                    if (!peer.isEstablished() && lacks(machine, peer)) {
                        return machine + " has no session with " + peer.id() + ", which is "
                                + peer.driver().status().state();
                    }
                }
            }
        }
        return null;
    }

    private boolean lacks(Machine here, SimulatedSessions.Peer peer) {
        Machine remote = machines.get(peer.config().remote().address());
        return remote != null
                && remote.isRunning()
                && cluster.isMember(here)
                && cluster.isMember(remote)
                && isOverdue(here, remote, 0, SESSION_NANOS);
    }

    private boolean isOverdue(Machine one, Machine other, long sinceNanos, long limitNanos) {
        long now = scheduler.nanoTime();
        return now - Math.max(sinceNanos, disturbances.quietSince(one, other)) > limitNanos;
    }
}
