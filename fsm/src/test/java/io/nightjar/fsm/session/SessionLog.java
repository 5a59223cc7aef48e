package io.nightjar.fsm.session;

import io.nightjar.bgp.error.AttributeFault;
import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.fsm.SessionEnd;
import java.util.ArrayList;
import java.util.List;

/** A listener that writes down what it hears. */
public final class SessionLog implements SessionListener {

    private final List<String> lines = new ArrayList<>();
    private final List<EstablishedSession> ups = new ArrayList<>();
    private boolean failing;

    @Override
    public void sessionUp(EstablishedSession session) {
        ups.add(session);
        lines.add("up");
    }

    @Override
    public void updateReceived(EstablishedSession session, UpdateMessage update, List<AttributeFault> faults) {
        if (failing) {
            throw new IllegalStateException("the table is broken");
        }
        lines.add("update");
    }

    @Override
    public void routeRefreshReceived(EstablishedSession session, RouteRefreshMessage refresh) {
        lines.add("refresh");
    }

    @Override
    public void writable(EstablishedSession session) {
        lines.add("writable");
    }

    @Override
    public void sessionDown(EstablishedSession session, SessionEnd end) {
        lines.add("down: " + end.reason() + (end.keepsRoutes() ? ", routes stay" : ""));
    }

    /** Throws at the next UPDATE. */
    public void breakDown() {
        failing = true;
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** The session that came up last. */
    public EstablishedSession session() {
        return ups.get(ups.size() - 1);
    }
}
