package io.nightjar.calico.model;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import org.jspecify.annotations.Nullable;

/**
 * A node's place in one address family.
 *
 * @param declared whether the datastore says anything about it, be it that there is no address
 * @param address where its BGP sessions are; null if it has none in this family
 * @param network the subnet of that address; null if unknown
 */
public record NodeAddress(
        boolean declared,
        @Nullable IpAddress address,
        @Nullable Prefix network) {

    /** The datastore says nothing. */
    public static final NodeAddress UNDECLARED = new NodeAddress(false, null, null);
}
