package io.nightjar.bgp.peer;

import org.jspecify.annotations.Nullable;

/**
 * How the TCP connection is protected.
 *
 * @param password of the TCP MD5 signature (RFC 2385); null for none
 * @param hops how far away the peer may be, 1 to 255: the TTL that we send with, unless {@code ttlSecurity} is on
 * @param ttlSecurity RFC 5082: we send with TTL 255 and take nothing with less than 256 - hops
 */
public record PeerTransport(@Nullable TcpPassword password, int hops, boolean ttlSecurity) {

    /** What Calico's template says: {@code multihop}, which BIRD takes for 64 hops. */
    public static final int MULTIHOP = 64;

    /** No password, and a peer that may be some hops away. */
    public static final PeerTransport DEFAULT = new PeerTransport(null, MULTIHOP, false);

    private static final int MAX_TTL = 255;

    public PeerTransport {
        if (hops < 1 || hops > MAX_TTL) {
            throw new IllegalArgumentException("hops must be 1 to 255, not " + hops);
        }
    }

    /** The TTL of what we send. */
    public int sendTtl() {
        return ttlSecurity ? MAX_TTL : hops;
    }

    /** The least TTL of what we take; 0 when anything is taken. */
    public int minTtl() {
        return ttlSecurity ? MAX_TTL + 1 - hops : 0;
    }
}
