package io.nightjar.calico.model;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.AsNumber;
import org.jspecify.annotations.Nullable;

/** A Node. */
record NodeResource(
        String key, String name, @Nullable AsNumber asNumber, NodeAddress ipv4, NodeAddress ipv6, NodeDetails details)
        implements CalicoObject {

    @Override
    public void addTo(ClusterStateAssembler assembler) {
        ClusterStateAssembler.Node node = assembler.node(name);
        if (asNumber != null) {
            node.asNumber(asNumber);
        }
        node.place(Afi.IPV4, ipv4);
        node.place(Afi.IPV6, ipv6);
        node.details(details);
    }
}
