package io.nightjar.conformance.sim;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.InterfacePattern;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.daemon.speaker.ForwardingControl;
import io.nightjar.kernel.RouteChange;
import java.util.List;

/** A machine that forwards nothing: that of a standalone reflector. */
final class NoForwarding implements ForwardingControl {

    @Override
    public boolean enabled() {
        return false;
    }

    @Override
    public boolean adopted() {
        return false;
    }

    @Override
    public void ignore(List<InterfacePattern> interfaces) {}

    /** Nothing can be desired of who forwards nothing. */
    @Override
    public void desire(List<RouteChange> changes) {
        for (RouteChange change : changes) {
            if (change instanceof RouteChange.Install install) {
                throw new IllegalStateException("a standalone reflector programs " + install.route());
            }
        }
    }

    @Override
    public void complete(PeerId peer, AddressFamily family) {}

    @Override
    public void sweepStale() {}
}
