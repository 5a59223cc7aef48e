package io.nightjar.daemon.bird;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.daemon.bird.BirdProtocol.Session;
import io.nightjar.fsm.FsmState;
import io.nightjar.fsm.IdleHoldCause;
import io.nightjar.fsm.SessionTimer;
import io.nightjar.fsm.session.SessionStatus;
import io.nightjar.rib.RouteChanges;
import io.nightjar.rib.policy.RoutePolicy;
import org.jspecify.annotations.Nullable;

/**
 * What {@code show protocols} prints.
 *
 * @param reply where to
 * @param clock tells what time it is
 * @param family that is shown
 * @param described whether sessions have the description that Calico gives to all of them
 */
record ProtocolLines(Reply reply, BirdClock clock, AddressFamily family, boolean described) {

    private static final RoutePolicy NONE = RoutePolicy.REJECT_ALL;

    /**
     * Numbers of routes of a protocol.
     *
     * @param imported into the table
     * @param exported from it
     * @param preferred to others
     */
    record Counts(int imported, int exported, int preferred, RouteChanges changes) {

        static final Counts NONE = new Counts(0, 0, 0, RouteChanges.NONE);
    }

    void heading() {
        reply.line(ReplyCode.PROTOCOLS_HEADING, "name     proto    table    state  since       info");
    }

    void row(BirdProtocol protocol) {
        reply.line(
                ReplyCode.PROTOCOL,
                new Columns()
                        .left(protocol.name(), 8)
                        .add(" ")
                        .left(protocol.kind().text(), 8)
                        .add(" ")
                        .left("master", 8)
                        .add(" ")
                        .left(protocol.state(), 5)
                        .add("  ")
                        .left(clock.recent(clock.ago(protocol.since())), 10)
                        .add("  ")
                        .add(protocol.info())
                        .toString());
    }

    void details(BirdProtocol protocol, Counts counts, RoutePolicy kernelFilter) {
        Session session = protocol.session();
        if (session != null && described) {
            line("  Description:    Connection to BGP peer");
        }
        if (session != null && !session.message().isEmpty()) {
            line("  Message:        " + session.message());
        }
        line("  Preference:     " + protocol.kind().preference());
        line("  Input filter:   "
                + (session == null ? "ACCEPT" : filter(session.policy().importPolicy())));
        line("  Output filter:  " + output(protocol, kernelFilter));
        if (session == null || session.status().enabled()) {
            routes(counts);
        }
        if (session != null) {
            session(session);
        }
        line("");
    }

    private void line(String words) {
        reply.line(ReplyCode.PROTOCOL_DETAILS, words);
    }

    private String output(BirdProtocol protocol, RoutePolicy kernelFilter) {
        Session session = protocol.session();
        if (session != null) {
            return filter(session.policy().exportPolicy());
        } else if (protocol.kind() != BirdProtocol.Kind.KERNEL) {
            return filter(NONE);
        }
        return described ? "calico_kernel_programming" : filter(kernelFilter);
    }

    private static String filter(RoutePolicy policy) {
        if (policy.equals(RoutePolicy.ACCEPT_ALL)) {
            return "ACCEPT";
        }
        return policy.equals(NONE) ? "REJECT" : "(unnamed)";
    }

    private void routes(Counts counts) {
        RouteChanges changes = counts.changes();
        RouteChanges.Received updates = changes.updates();
        RouteChanges.Received withdraws = changes.withdraws();
        line("  Routes:         " + counts.imported() + " imported, " + counts.exported() + " exported, "
                + counts.preferred() + " preferred");
        line("  Route change stats:     received   rejected   filtered    ignored   accepted");
        stats(
                "Import updates:  ",
                updates.all(),
                updates.refused(),
                updates.filtered(),
                updates.ignored(),
                updates.accepted());
        stats("Import withdraws:", withdraws.all(), 0, null, withdraws.ignored(), withdraws.accepted());
        stats("Export updates:  ", changes.told(), 0, 0, null, changes.told());
        stats("Export withdraws:", changes.takenBack(), null, null, null, changes.takenBack());
    }

    private void stats(String what, @Nullable Number... numbers) {
        Columns text = new Columns().add("    ").add(what).add("  ");
        for (Number number : numbers) {
            text.add(" ").right(number == null ? "---" : number.toString(), 10);
        }
        line(text.toString());
    }

    private void session(Session session) {
        SessionStatus status = session.status();
        line("  BGP state:          " + SessionWords.bgpState(status));
        line("    Neighbor address: " + status.peer().remote().address());
        line("    Neighbor AS:      " + status.peer().remote().asNumber());
        NegotiatedSession negotiated = status.negotiated();
        if (negotiated != null) {
            established(session, negotiated);
        } else {
            waiting(status);
        }
        String error = SessionWords.lastError(status);
        if (!error.isEmpty()) {
            line("    Last error:       " + error);
        }
    }

    private void waiting(SessionStatus status) {
        SessionStatus.Running rest = status.clocks().running().get(SessionTimer.IDLE_HOLD);
        if (rest == null || status.state() != FsmState.IDLE) {
            return;
        }
        boolean delay = status.idleHold() == IdleHoldCause.CONNECT_DELAY;
        if (!delay) {
            line("    Error wait:       " + seconds(rest));
        } else if (!status.peer().passive()) {
            line("    Connect delay:    " + seconds(rest));
        }
    }

    private static String seconds(SessionStatus.Running timer) {
        return timer.left().toSeconds() + "/" + timer.time().toSeconds();
    }

    private void established(Session session, NegotiatedSession negotiated) {
        line("    Neighbor ID:      " + negotiated.peerIdentifier());
        line("    Neighbor caps:    " + SessionWords.capabilities(negotiated, family));
        line("    Session:          " + SessionWords.features(session, negotiated, family));
        line("    Source address:   " + negotiated.localAddress());
        timer(
                "    Hold timer:       ",
                session.status(),
                SessionTimer.HOLD,
                negotiated.times().holdSeconds());
        timer(
                "    Keepalive timer:  ",
                session.status(),
                SessionTimer.KEEPALIVE,
                negotiated.times().keepaliveSeconds());
    }

    private void timer(String name, SessionStatus status, SessionTimer timer, int seconds) {
        SessionStatus.Running running = status.clocks().running().get(timer);
        line(name + (running == null ? 0 : running.left().toSeconds()) + "/" + seconds);
    }
}
