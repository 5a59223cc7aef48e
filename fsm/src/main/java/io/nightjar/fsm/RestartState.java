package io.nightjar.fsm;

import io.nightjar.bgp.net.AddressFamily;

/** What our OPENs say of our own restart (RFC 4724 §3). Asked whenever an OPEN is made, on any session's loop; must not block. */
public interface RestartState {

    /** We have not restarted, and kept nothing. */
    RestartState NONE = new RestartState() {
        @Override
        public boolean restarting() {
            return false;
        }

        @Override
        public boolean forwardingPreserved(AddressFamily family) {
            return false;
        }
    };

    /** The R bit: we have restarted, and peers shall not wait for our End-of-RIB before they send theirs. */
    boolean restarting();

    /**
     * The F bit: what we forwarded before is still forwarded. RFC 8538 §4 wants it after a session that ended without a restart,
     * too.
     */
    boolean forwardingPreserved(AddressFamily family);
}
