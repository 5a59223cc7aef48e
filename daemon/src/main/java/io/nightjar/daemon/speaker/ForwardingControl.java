package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.InterfacePattern;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.kernel.RouteChange;
import java.util.List;

/** What a speaker asks of the machine's forwarding. Any thread; nothing here blocks. */
public interface ForwardingControl {

    /** Whether routes are programmed at all. */
    boolean enabled();

    /** Whether routes of a predecessor were there at the start. */
    boolean adopted();

    /** Addresses of these devices connect nothing from now on. */
    void ignore(List<InterfacePattern> interfaces);

    /** Changes what is desired. */
    void desire(List<RouteChange> changes);

    /** This peer's routes of this family are all desired by now, or it is not waited for any longer. */
    void complete(PeerId peer, AddressFamily family);

    /** Removes what a predecessor has left and nobody wants. */
    void sweepStale();
}
