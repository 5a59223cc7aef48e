package io.nightjar.reflector;

import io.nightjar.bgp.net.BgpIdentifier;

/**
 * The name of a cluster (RFC 4456 §7): four octets, written like a BGP identifier.
 *
 * @param value as it stands in CLUSTER_LIST
 */
public record ClusterId(BgpIdentifier value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
