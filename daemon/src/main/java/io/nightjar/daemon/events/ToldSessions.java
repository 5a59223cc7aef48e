package io.nightjar.daemon.events;

import io.nightjar.bgp.error.AttributeFault;
import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.fsm.FsmState;
import io.nightjar.fsm.SessionEnd;
import io.nightjar.fsm.session.EstablishedSession;
import io.nightjar.fsm.session.SessionListener;
import java.util.List;

/**
 * Keeps in mind which sessions come and go, and hands on what they tell.
 *
 * @param next whom it is meant for
 */
public record ToldSessions(SessionListener next, EventLog events) implements SessionListener {

    @Override
    public void sessionUp(EstablishedSession session) {
        events.add(EventKind.SESSION_UP, name(session), "the session is established");
        next.sessionUp(session);
    }

    @Override
    public void updateReceived(EstablishedSession session, UpdateMessage update, List<AttributeFault> faults) {
        next.updateReceived(session, update, faults);
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
        String kept = end.keepsRoutes() ? "; its routes are kept for now" : "";
        events.add(EventKind.SESSION_DOWN, name(session), end.reason() + kept);
        next.sessionDown(session, end);
    }

    @Override
    public void stateChanged(PeerId peer, FsmState state) {
        next.stateChanged(peer, state);
    }

    private static String name(EstablishedSession session) {
        return session.negotiated().peer().name();
    }
}
