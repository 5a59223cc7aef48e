package io.nightjar.calico.model;

import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * A standalone route reflector of Calico 2. It is no node: nodes know it as a configured peer.
 *
 * @param key where it is in the datastore
 * @param address where it is in the network
 * @param clusterId for which cluster it reflects; null when nothing was said
 */
public record RouteReflector(
        String key, IpAddress address, @Nullable BgpIdentifier clusterId) implements CalicoObject {

    @Override
    public void addTo(ClusterStateAssembler assembler) {
        assembler.reflector(this);
    }
}
