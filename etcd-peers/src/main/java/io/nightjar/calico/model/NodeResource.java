package io.nightjar.calico.model;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.AsNumber;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Node; {@code places} are its addresses by family, {@code ignored} is what it says that cannot be used. */
record NodeResource(
        String key,
        String name,
        @Nullable AsNumber asNumber,
        Map<Afi, NodeAddress> places,
        NodeDetails details,
        List<String> ignored)
        implements CalicoObject {

    NodeResource {
        places = Map.copyOf(places);
        ignored = List.copyOf(ignored);
    }

    @Override
    public void addTo(ClusterStateAssembler assembler) {
        ClusterStateAssembler.Node node = assembler.node(name);
        if (asNumber != null) {
            node.asNumber(asNumber);
        }
        places.forEach(node::place);
        node.details(details);
        ignored.forEach(reason -> assembler.remark(key, reason));
    }
}
