package io.nightjar.bgp.codec;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.peer.PeerType;
import java.util.Set;

/**
 * What the codec has to know about a session. Two peers with equal contexts can share encoded messages.
 *
 * @param peerType internal or external
 * @param fourOctetAs whether AS numbers are four octets wide on this session (RFC 6793)
 * @param families what was negotiated; other families are ignored on input
 * @param addPathReceive families whose received NLRI carry path identifiers (RFC 7911)
 * @param addPathSend families whose sent NLRI carry path identifiers
 * @param maxMessageLength 4096, or 65535 with extended messages (RFC 8654)
 * @param overLoopback whether the session runs on one machine, where loopback addresses are next hops like any other
 * @param extendedNextHop whether IPv4 unicast routes may have IPv6 next hops (RFC 8950)
 */
public record CodecContext(
        PeerType peerType,
        boolean fourOctetAs,
        Set<AddressFamily> families,
        Set<AddressFamily> addPathReceive,
        Set<AddressFamily> addPathSend,
        int maxMessageLength,
        boolean overLoopback,
        boolean extendedNextHop) {

    /** RFC 4271 §4.1. */
    public static final int STANDARD_MESSAGE_LENGTH = 4096;

    /** RFC 8654 §2. */
    public static final int EXTENDED_MESSAGE_LENGTH = 65535;

    public CodecContext {
        families = Set.copyOf(families);
        addPathReceive = Set.copyOf(addPathReceive);
        addPathSend = Set.copyOf(addPathSend);
    }

    /** The context of a session between two machines without ADD-PATH and extended messages. */
    public static CodecContext standard(PeerType peerType, boolean fourOctetAs, Set<AddressFamily> families) {
        return new CodecContext(
                peerType, fourOctetAs, families, Set.of(), Set.of(), STANDARD_MESSAGE_LENGTH, false, false);
    }

    /** Whether IPv4 unicast routes can be announced with next hops of {@code afi}. */
    public boolean takesIpv4NextHop(Afi afi) {
        return afi.equals(Afi.IPV4) || (extendedNextHop && afi.equals(Afi.IPV6));
    }
}
