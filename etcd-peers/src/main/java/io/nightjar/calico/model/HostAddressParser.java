package io.nightjar.calico.model;

import io.nightjar.bgp.net.Afi;

/** A node's address; the empty string says that the node has no BGP of that family. */
final class HostAddressParser {

    static final ObjectParser PARSER = ObjectParser.of("/calico/bgp/v1/host/([^/]+)/ip_addr_v([46])", (key, value) -> {
        Afi afi = Scalars.family(key.group(2));
        return new HostAddress(key.group(), key.group(1), afi, value.isBlank() ? null : Scalars.address(value, afi));
    });

    private HostAddressParser() {}
}
