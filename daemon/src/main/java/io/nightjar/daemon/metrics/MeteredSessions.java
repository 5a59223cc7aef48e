package io.nightjar.daemon.metrics;

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
 * Counts what sessions tell, and hands it on.
 *
 * @param next whom it is meant for
 */
public record MeteredSessions(SessionListener next, Meters meters) implements SessionListener {

    @Override
    public void sessionUp(EstablishedSession session) {
        meters.sessionUp();
        next.sessionUp(session);
    }

    @Override
    public void updateReceived(EstablishedSession session, UpdateMessage update, List<AttributeFault> faults) {
        meters.malformed(faults);
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
        meters.sessionDown(end.cause());
        next.sessionDown(session, end);
    }

    @Override
    public void stateChanged(PeerId peer, FsmState state) {
        next.stateChanged(peer, state);
    }
}
