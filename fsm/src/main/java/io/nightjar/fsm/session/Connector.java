package io.nightjar.fsm.session;

import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.fsm.TcpFailure;

/** Dials peers. */
public interface Connector {

    /** Starts to dial; exactly one method of {@code listener} is called, on the session's loop, unless it is cancelled. */
    Dial connect(PeerConfig peer, DialListener listener);

    /** A dial under way. */
    interface Dial {

        /** Gives up; the listener hears nothing any more. */
        void cancel();
    }

    /** What becomes of a dial. */
    interface DialListener {

        void connected(Connection connection);

        void failed(TcpFailure failure);
    }
}
