package io.nightjar.kernel;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;

/**
 * How far an address means the same. To the kernel, and to BIRD, 169.254.0.0/16 is a network like any other: only in IPv6 does a
 * link-local address belong to its link.
 */
final class AddressScope {

    private AddressScope() {}

    /** Whether it means something on its link alone. */
    static boolean isOfOneLink(IpAddress address) {
        return address.afi().equals(Afi.IPV6) && address.isLinkLocal();
    }

    /** Whether routes there, and networks, are nobody else's business. */
    static boolean isLocalMatter(IpAddress address) {
        return isOfOneLink(address) || address.isMulticast() || address.isLoopback();
    }
}
