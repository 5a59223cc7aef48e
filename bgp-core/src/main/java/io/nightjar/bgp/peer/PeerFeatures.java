package io.nightjar.bgp.peer;

import io.nightjar.bgp.net.AddressFamily;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What our OPEN offers beyond families, route refresh and the four-octet AS number.
 *
 * @param addPathReceive families of which we take several paths to a destination (RFC 7911)
 * @param addPathSend families of which we send them
 * @param gracefulRestart what is done when a side restarts (RFC 4724)
 * @param extendedMessages whether messages may be longer than 4096 octets (RFC 8654)
 * @param extendedNextHop whether IPv4 routes may have IPv6 next hops (RFC 8950)
 * @param role what we are to an external peer (RFC 9234); null when that is left open
 */
public record PeerFeatures(
        Set<AddressFamily> addPathReceive,
        Set<AddressFamily> addPathSend,
        GracefulRestartSettings gracefulRestart,
        boolean extendedMessages,
        boolean extendedNextHop,
        @Nullable RoleSettings role) {

    /** Nothing beyond. */
    public static final PeerFeatures NONE =
            new PeerFeatures(Set.of(), Set.of(), GracefulRestartSettings.OFF, false, false, null);

    public PeerFeatures {
        addPathReceive = Set.copyOf(addPathReceive);
        addPathSend = Set.copyOf(addPathSend);
    }

    public PeerFeatures withAddPath(Set<AddressFamily> receive, Set<AddressFamily> send) {
        return new PeerFeatures(receive, send, gracefulRestart, extendedMessages, extendedNextHop, role);
    }

    public PeerFeatures withGracefulRestart(GracefulRestartSettings settings) {
        return new PeerFeatures(addPathReceive, addPathSend, settings, extendedMessages, extendedNextHop, role);
    }

    public PeerFeatures withExtendedMessages(boolean offered) {
        return new PeerFeatures(addPathReceive, addPathSend, gracefulRestart, offered, extendedNextHop, role);
    }

    public PeerFeatures withExtendedNextHop(boolean offered) {
        return new PeerFeatures(addPathReceive, addPathSend, gracefulRestart, extendedMessages, offered, role);
    }

    public PeerFeatures withRole(@Nullable RoleSettings settings) {
        return new PeerFeatures(
                addPathReceive, addPathSend, gracefulRestart, extendedMessages, extendedNextHop, settings);
    }
}
