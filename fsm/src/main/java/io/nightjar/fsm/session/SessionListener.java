package io.nightjar.fsm.session;

import io.nightjar.bgp.error.AttributeFault;
import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.fsm.FsmState;
import io.nightjar.fsm.SessionEnd;
import java.util.List;

/**
 * Who uses established sessions. Called on the session's loop; must not block. Of one peer there is one session at a time: it has
 * ended before the next one is established, even if the peer was removed and added again meanwhile.
 */
public interface SessionListener {

    /** A session is established. */
    void sessionUp(EstablishedSession session);

    /**
     * An UPDATE has come in. The treatment of its faults has been applied to it already (RFC 7606).
     */
    void updateReceived(EstablishedSession session, UpdateMessage update, List<AttributeFault> faults);

    /** A ROUTE-REFRESH has come in: a request, or a marker if those were negotiated (RFC 7313). */
    void routeRefreshReceived(EstablishedSession session, RouteRefreshMessage refresh);

    /** The session can be written to again. */
    void writable(EstablishedSession session);

    /** The session has ended: exactly once for each {@link #sessionUp}, and the last that is heard of it. */
    void sessionDown(EstablishedSession session, SessionEnd end);

    /**
     * The attempt of a peer that has got furthest is in another state; not told in step with the other calls, and of no use
     * but to be shown.
     */
    default void stateChanged(PeerId peer, FsmState state) {}
}
