package io.nightjar.daemon.decode;

import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.peer.PeerType;
import java.util.Set;

/**
 * What the input does not say: where it does (a capture with its OPENs, an MRT record), these do not count.
 *
 * @param peerType whose messages these are
 * @param fourOctetAs how wide AS numbers are
 * @param addPath families whose routes have path identifiers
 * @param extendedMessages whether messages may be longer than 4096 octets
 * @param port of BGP in captures
 */
public record DecodeOptions(
        PeerType peerType, boolean fourOctetAs, Set<AddressFamily> addPath, boolean extendedMessages, int port) {

    /** The families that are decoded. */
    static final Set<AddressFamily> FAMILIES = Set.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST);

    /** An internal peer, because nothing that it sends is discarded; four-octet numbers, no options, port 179. */
    public static final DecodeOptions DEFAULT = new DecodeOptions(PeerType.INTERNAL, true, Set.of(), false, 179);

    public DecodeOptions {
        addPath = Set.copyOf(addPath);
    }

    /** As the codec wants it. */
    CodecContext context(boolean overLoopback) {
        return new CodecContext(
                peerType, fourOctetAs, FAMILIES, addPath, Set.of(), maxMessageLength(), overLoopback, true);
    }

    private int maxMessageLength() {
        return extendedMessages ? CodecContext.EXTENDED_MESSAGE_LENGTH : CodecContext.STANDARD_MESSAGE_LENGTH;
    }
}
