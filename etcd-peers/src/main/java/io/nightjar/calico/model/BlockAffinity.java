package io.nightjar.calico.model;

import io.nightjar.bgp.net.Prefix;

/**
 * A block of addresses that belongs to a node.
 *
 * @param key where it is in the datastore
 * @param node whose it is
 * @param block the addresses
 * @param state how certain that is
 */
public record BlockAffinity(String key, String node, Prefix block, State state) implements CalicoObject {

    /** The life of an affinity. Early releases wrote no state, which counts as confirmed. */
    public enum State {
        /** Being claimed; another node may still win. */
        PENDING,
        CONFIRMED,
        /** Being given up. */
        PENDING_DELETION
    }

    @Override
    public void addTo(ClusterStateAssembler assembler) {
        assembler.affinity(this);
    }
}
