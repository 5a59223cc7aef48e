package io.nightjar.conformance.sim;

import java.util.Locale;

/** What can go wrong, or be changed, in a cluster. */
enum FaultKind {
    /** A connection is reset. */
    LOSS,
    /** Some machines cannot talk to the others for a while. */
    PARTITION,
    /** What comes to and from a machine takes longer for a while. */
    DELAY,
    /** A speaker reads slowly for a while. */
    SLOW,
    /** A speaker ends in order and is started again; its routes stay in the kernel meanwhile. */
    RESTART,
    /** A speaker is killed and started again; its routes stay in the kernel meanwhile. */
    CRASH,
    /** A speaker ends for good and takes its routes with it; it is started again after all. */
    STOP,
    /** A machine loses power, and gets it back. */
    POWER,
    /** A node gets a block, or gives one back. */
    BLOCKS,
    /** A node is taken out of the cluster, and comes back. */
    NODES,
    /** Somebody deletes routes in a kernel by hand. */
    KERNEL,
    /** A reflector is killed, and may be away for long. */
    REFLECTOR,
    /** Nodes take over as reflectors from the mesh, or the mesh comes beside reflectors; and back: edits of the datastore. */
    TOPOLOGY;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
