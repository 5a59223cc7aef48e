package io.nightjar.calico.model;

import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * A peer that somebody configured, for one node or for all.
 *
 * @param key where it is in the datastore
 * @param node whose peer it is; null if it is everybody's
 * @param address where it is reached
 * @param asNumber its autonomous system
 * @param options what else was said about it
 */
public record BgpPeer(String key, @Nullable String node, IpAddress address, AsNumber asNumber, PeerOptions options)
        implements CalicoObject {

    /** Whether all nodes have this peer. */
    public boolean global() {
        return node == null;
    }

    @Override
    public void addTo(ClusterStateAssembler assembler) {
        assembler.peer(this);
    }
}
