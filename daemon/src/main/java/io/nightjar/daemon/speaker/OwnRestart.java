package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.fsm.RestartState;

/**
 * What our OPENs say of our own restart (RFC 4724 §4.1). Every start of the process is one, until everybody who is waited for
 * has announced everything. The kernel went on forwarding meanwhile if it still has routes of ours; a speaker that forwards
 * nothing has lost nothing.
 */
record OwnRestart(EndOfRibWatch watch, ForwardingControl forwarding) implements RestartState {

    @Override
    public boolean restarting() {
        return !watch.restarted();
    }

    /** After the restart the process has been there all the time, and so has forwarding. */
    @Override
    public boolean forwardingPreserved(AddressFamily family) {
        return watch.restarted() || !forwarding.enabled() || forwarding.adopted();
    }
}
