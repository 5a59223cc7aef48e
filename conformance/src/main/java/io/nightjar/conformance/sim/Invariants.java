package io.nightjar.conformance.sim;

import io.nightjar.bgp.attribute.ClusterList;
import io.nightjar.bgp.attribute.MpReachNlri;
import io.nightjar.bgp.error.AttributeFault;
import io.nightjar.bgp.message.BgpMessage;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.fsm.FsmState;
import io.nightjar.fsm.SessionEnd;
import io.nightjar.fsm.session.EstablishedSession;
import io.nightjar.fsm.session.SessionListener;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.RouteType;
import io.nightjar.rib.StaleReason;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold at every moment; whatever does not ends the simulation with a {@link Violation}. */
final class Invariants implements SpeakerProcess.Watched, Network.Watcher {

    /** What a session may be sent at once after its buffers are full: some thousand routes, each with its own attributes. */
    private static final int BURST_OCTETS = 1 << 20;

    /**
     * Peers whose state or timers have changed are looked at after each event. So that nothing escapes that does not show as a
     * change, all peers of a speaker are, in clusters up to this size; in greater ones each in its turn, after every so many events.
     */
    private static final int SMALL = 16;

    private final Scheduler scheduler;
    private final Cluster cluster;
    private final Disturbances disturbances;
    private final Duties duties;
    private final Limits limits;
    private final EventLog log;
    private final Map<IpAddress, Machine> machines;
    private final Walk walk;
    private final IdentityHashMap<EstablishedSession, Long> upSince = new IdentityHashMap<>();
    private @Nullable SpeakerProcess active;
    private @Nullable Violation violation;
    private int looks;

    Invariants(
            Scheduler scheduler,
            Cluster cluster,
            Disturbances disturbances,
            Duties duties,
            Limits limits,
            EventLog log) {
        this.scheduler = scheduler;
        this.cluster = cluster;
        this.disturbances = disturbances;
        this.duties = duties;
        this.limits = limits;
        this.log = log;
        machines = cluster.byAddress();
        walk = new Walk(cluster);
    }

    /** Remembers the first thing that was wrong: a session would take an exception for a fault of its own. */
    void fail(String text) {
        if (violation == null) {
            violation = new Violation("at " + EventLog.seconds(scheduler.nanoTime()) + ": " + text);
        }
    }

    @Override
    public void active(SpeakerProcess process) {
        active = process;
    }

    /** After an event. */
    void check() {
        SpeakerProcess process = active;
        active = null;
        if (process != null && process.isRunning()) {
            checkTimers(process);
        }
        String undone = duties.fault();
        if (undone != null) {
            fail(undone);
        }
        if (violation != null) {
            throw violation;
        }
    }

    private void checkTimers(SpeakerProcess process) {
        List<SimulatedSessions.Peer> peers = process.sessions().peers();
        process.sessions().takeChanged().forEach(peer -> checkTimers(process, peer));
        looks = looks == Integer.MAX_VALUE ? 0 : looks + 1;
        if (cluster.machines().size() < SMALL) {
            peers.forEach(peer -> checkTimers(process, peer));
        } else if (looks % SMALL == 0 && !peers.isEmpty()) {
            checkTimers(process, peers.get(looks / SMALL % peers.size()));
        }
    }

    private void checkTimers(SpeakerProcess process, SimulatedSessions.Peer peer) {
        String fault = TimerRules.fault(peer);
        if (fault != null) {
            fail(process.machine() + ", peer " + peer.id() + ": " + fault);
        }
    }

    /** A full mailbox stops each session that brings more, so it holds its capacity and one message of each. */
    @Override
    public void readOn(WireEnd by) {
        fail(by.process().machine() + " reads what " + by.remote() + " sends, though its table has no room");
    }

    /** A session that is not writable is told nothing about routes: a connection holds its buffers, one burst, and ends of tables. */
    @Override
    public void sentInto(WireEnd full, Segment piece) {
        for (int i = 0; i < piece.messages().size(); i++) {
            if (full.meaning(piece, i) instanceof UpdateMessage update
                    && update.endOfRibFamily().isEmpty()) {
                fail(full.process().machine() + " tells " + full.remote() + " more, though " + full.waiting()
                        + " octets have not been taken: " + update);
            }
        }
    }

    void checkWaiting(int octets) {
        if (octets > limits.octets() + BURST_OCTETS) {
            fail(octets + " octets wait on one connection");
        }
    }

    /**
     * No packet comes back to where it has been. Not even for a moment: a block stays with the node that it is given to, and each route
     * leads to that node's own address, however it has come.
     */
    void kernelChanged(Machine machine, Prefix destination, @Nullable KernelRoute now) {
        if (now == null || now.type() != RouteType.UNICAST) {
            return;
        }
        if (cluster.owners().get(destination) == machine) {
            fail(machine + " sends packets for its own block elsewhere: " + now);
        }
        if (walk.comesBack(machine, destination)) {
            fail("packets come back to " + machine + ", which sends them on: " + now);
        }
    }

    /** RFC 4456 §8: no route comes through a cluster twice. */
    @Override
    public void decoded(BgpMessage message) {
        if (message instanceof UpdateMessage update) {
            update.attributes().find(ClusterList.class).ifPresent(list -> {
                if (list.clusterIds().stream().distinct().count()
                        < list.clusterIds().size()) {
                    fail("somebody is told of a route that was in one cluster twice: " + update);
                }
            });
        }
    }

    /**
     * Nobody is told of its own block by who has it from there. Others may tell of it: a reflector that has it from another cluster's, and
     * then two clusters are in CLUSTER_LIST; it is refused (RFC 4456 §8).
     */
    @Override
    public void received(SpeakerProcess by, BgpMessage message) {
        if (message instanceof UpdateMessage update && update.announces() && clusters(update) < 2) {
            update.announced().forEach(route -> checkForeign(by.machine(), route));
            update.attributes()
                    .find(MpReachNlri.class)
                    .ifPresent(reach -> reach.announced().forEach(route -> checkForeign(by.machine(), route)));
        }
    }

    private static int clusters(UpdateMessage update) {
        ClusterList list = update.attributes().get(ClusterList.class);
        return list == null ? 0 : list.clusterIds().size();
    }

    private void checkForeign(Machine machine, Nlri route) {
        if (cluster.owners().get(route.prefix()) == machine) {
            fail(machine + " is told of its own " + route);
        }
    }

    /**
     * Whether a peer's stale routes of a family have outlived its End-of-RIB: they are waited for still, or are there although nothing is.
     *
     * @param waits for what, of each family that has stale routes
     * @param stale how many stale routes there are
     */
    static boolean isUnswept(Map<AddressFamily, StaleReason> waits, int stale, AddressFamily family) {
        return waits.get(family) == StaleReason.RESYNCING || (waits.isEmpty() && stale > 0);
    }

    @Override
    public SessionListener sessions(SpeakerProcess of, SessionListener users) {
        return new WatchedSessions(of, users);
    }

    private final class WatchedSessions implements SessionListener {

        private final SpeakerProcess process;
        private final SessionListener next;

        /** Who has had a session before, so that there may be stale routes. */
        private final Set<PeerId> again = new HashSet<>();

        WatchedSessions(SpeakerProcess process, SessionListener next) {
            this.process = process;
            this.next = next;
        }

        private String remote(EstablishedSession session) {
            return String.valueOf(machines.get(session.negotiated().remoteAddress()));
        }

        @Override
        public void stateChanged(PeerId peer, FsmState state) {
            process.sessions().changed(peer, state);
            next.stateChanged(peer, state);
        }

        @Override
        public void sessionUp(EstablishedSession session) {
            Machine remote = machines.get(session.negotiated().remoteAddress());
            duties.sessionUp(process, session);
            // What made it was sent a while ago, and its sender may be gone by now.
            long slack = remote == null ? 0 : Disturbances.slackNanos(process.machine(), remote);
            upSince.put(session, scheduler.nanoTime() - slack);
            log.detail(() -> process.machine() + ": session with " + remote(session) + " up");
            next.sessionUp(session);
        }

        @Override
        public void updateReceived(EstablishedSession session, UpdateMessage update, List<AttributeFault> faults) {
            if (!faults.isEmpty()) {
                fail(process.machine() + " is sent a malformed UPDATE: " + faults);
            }
            duties.received(session, update);
            next.updateReceived(session, update, faults);
            PeerId peer = session.negotiated().peer();
            if (again.contains(peer)) {
                update.endOfRibFamily().ifPresent(family -> checkSwept(peer, family));
            }
        }

        /**
         * RFC 4724 §4.2: what was announced before the peer's restart and has not been again is gone with its End-of-RIB. Not asked
         * without need: a table settles before it answers.
         */
        private void checkSwept(PeerId peer, AddressFamily family) {
            var unused = process.table().query(view -> {
                view.peer(peer).ifPresent(known -> {
                    if (isUnswept(known.stale(), known.counts().stale(), family)) {
                        fail(process.machine() + " keeps stale routes of " + peer + " after its End-of-RIB");
                    }
                });
                return true;
            });
        }

        @Override
        public void routeRefreshReceived(EstablishedSession session, RouteRefreshMessage refresh) {
            next.routeRefreshReceived(session, refresh);
        }

        @Override
        public void writable(EstablishedSession session) {
            next.writable(session);
        }

        @Override
        public void sessionDown(EstablishedSession session, SessionEnd end) {
            NegotiatedSession negotiated = session.negotiated();
            Long since = upSince.remove(session);
            duties.sessionDown(session);
            again.add(negotiated.peer());
            Machine remote = machines.get(negotiated.remoteAddress());
            log.detail(() -> process.machine() + ": session with " + remote + " down: " + end.reason());
            if (since == null) {
                fail(process.machine() + ": a session ended that was not up: " + session);
            } else if (remote == null || !disturbances.explain(process.machine(), remote, since)) {
                fail(process.machine() + ": the session with " + remote + " ended for no reason: " + end.reason());
            }
            next.sessionDown(session, end);
        }
    }
}
