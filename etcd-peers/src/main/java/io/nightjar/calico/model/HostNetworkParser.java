package io.nightjar.calico.model;

import io.nightjar.bgp.net.Afi;

/** The subnet of a node's address; the empty string says that it is unknown. */
final class HostNetworkParser {

    static final ObjectParser PARSER = ObjectParser.of("/calico/bgp/v1/host/([^/]+)/network_v([46])", (key, value) -> {
        Afi afi = Scalars.family(key.group(2));
        return value.isBlank() ? null : new HostNetwork(key.group(), key.group(1), afi, Scalars.prefix(value, afi));
    });

    private HostNetworkParser() {}
}
