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

    /** The life of an affinity. Early releases wrote no state. */
    public enum State {
        /** Being claimed; another node may still win. */
        PENDING,
        CONFIRMED,
        /** Nothing is said, which counts as confirmed. */
        IMPLICIT,
        /** Being given up. */
        PENDING_DELETION
    }

    /** Whether it is the node's, now and for the time to come. */
    public boolean settled() {
        return state == State.CONFIRMED || state == State.IMPLICIT;
    }

    @Override
    public void addTo(ClusterStateAssembler assembler) {
        assembler.affinity(this);
    }
}
