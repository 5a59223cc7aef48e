package io.nightjar.fsm.session;

import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.fsm.TcpFailure;
import java.util.ArrayList;
import java.util.List;

/** A connector whose dials succeed or fail when told to. */
public final class FakeConnector implements Connector {

    private final List<FakeDial> dials = new ArrayList<>();

    @Override
    public Dial connect(PeerConfig peer, DialListener listener) {
        FakeDial dial = new FakeDial(peer, listener);
        dials.add(dial);
        return dial;
    }

    /** How often was dialled. */
    public int count() {
        return dials.size();
    }

    public FakeDial last() {
        return dials.get(dials.size() - 1);
    }

    /** One dial. */
    public static final class FakeDial implements Dial {

        private final PeerConfig peer;
        private final DialListener listener;
        private boolean cancelled;

        FakeDial(PeerConfig peer, DialListener listener) {
            this.peer = peer;
            this.listener = listener;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        public boolean isCancelled() {
            return cancelled;
        }

        public PeerConfig peer() {
            return peer;
        }

        /** The peer's host accepts. */
        public void succeed(Connection connection) {
            listener.connected(connection);
        }

        public void fail(TcpFailure failure) {
            listener.failed(failure);
        }
    }
}
