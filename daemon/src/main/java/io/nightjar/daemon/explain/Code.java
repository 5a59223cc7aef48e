package io.nightjar.daemon.explain;

/**
 * What a step has found: a closed list, which {@code docs/explain.md} has as well.
 *
 * <p>Some are in the way of a route: the first of these is the cause, if there is none.
 */
public enum Code {
    /** This node owns the block. */
    OWN_BLOCK(Stage.OWNER, false),
    /** Another node owns the block. */
    NODE_BLOCK(Stage.OWNER, false),
    /** A node is claiming the block, and another one may still win it. */
    BLOCK_PENDING(Stage.OWNER, true),
    /** Its owner is giving the block up. */
    BLOCK_RELEASING(Stage.OWNER, false),
    /** Several nodes say that the block is theirs. */
    BLOCK_CLAIMED_TWICE(Stage.OWNER, false),
    /** The affinity of the block cannot be read. */
    BLOCK_UNUSABLE(Stage.OWNER, true),
    /** It is the address of a node. */
    NODE_ADDRESS(Stage.OWNER, false),
    /** The configuration says that it starts here, for another reason than a block. */
    STARTS_HERE(Stage.OWNER, false),
    /** It is inside a pool, but in no block of any node. */
    POOL_WITHOUT_BLOCK(Stage.OWNER, true),
    /** The datastore says nothing about it. */
    NO_OWNER(Stage.OWNER, true),
    /** The datastore was asked about the blocks of other nodes, and did not answer. */
    OWNERS_UNREADABLE(Stage.OWNER, false),
    /** The datastore is away: what was known last counts. */
    DATASTORE_AWAY(Stage.OWNER, false),
    /** The configuration is a file, which knows no owners. */
    STATIC_FILE(Stage.OWNER, false),
    /** No configuration is in force yet. */
    NOT_CONFIGURED(Stage.OWNER, true),
    /** The datastore knows the node. */
    NODE_KNOWN(Stage.OWNER, false),
    /** It is the node that was asked. */
    THIS_NODE(Stage.OWNER, false),
    /** It starts here. */
    ORIGINATED(Stage.INTENT, false),
    /** It is a block of one address, for which the workload's own route stands. */
    HOST_BLOCK(Stage.INTENT, true),
    /** It should start here, and does not. */
    NOT_ORIGINATED(Stage.INTENT, true),
    /** Its owner is our peer. */
    PLANNED_PEER(Stage.INTENT, false),
    /** There is no usable node of the owner's name. */
    NODE_UNKNOWN(Stage.INTENT, true),
    /** The owner's object cannot be used as it is. */
    NODE_UNUSABLE(Stage.INTENT, true),
    /** The owner has no address of the family. */
    NODE_WITHOUT_ADDRESS(Stage.INTENT, true),
    /** This node has no address of the family. */
    NO_OWN_ADDRESS(Stage.INTENT, true),
    /** The owner says that it has this node's address. */
    ADDRESS_OF_THIS_NODE(Stage.INTENT, true),
    /** The session with the owner is left out. */
    PEER_LEFT_OUT(Stage.INTENT, true),
    /** The mesh is off, and no object asks for a session with the owner. */
    MESH_OFF(Stage.INTENT, false),
    /** The owner is a route reflector, which has no part in the mesh, and no object asks for a session with it. */
    OWNER_IS_REFLECTOR(Stage.INTENT, false),
    /** This node is a route reflector, which has no part in the mesh, and no object asks for a session with the owner. */
    THIS_IS_REFLECTOR(Stage.INTENT, false),
    /** Nothing asks for a session with the owner. */
    NO_DIRECT_PEER(Stage.INTENT, false),
    /** There are no peers of the family at all. */
    NO_PEERS(Stage.INTENT, true),
    /** The session is established. */
    SESSION_UP(Stage.SESSION, false),
    /** There is no such session. */
    SESSION_ABSENT(Stage.SESSION, true),
    /** The peer is not configured any more, and stays until others have taken over. */
    SESSION_LEAVING(Stage.SESSION, false),
    /** The session was disabled. */
    SESSION_DISABLED(Stage.SESSION, true),
    /** The session is in Idle. */
    SESSION_IDLE(Stage.SESSION, true),
    /** It waits a moment before it connects. */
    SESSION_DELAYED(Stage.SESSION, true),
    /** It waits after an error. */
    SESSION_ERROR_WAIT(Stage.SESSION, true),
    /** It waits for as long as whoever ended it has said. */
    SESSION_HELD(Stage.SESSION, true),
    /** A connection is being tried. */
    SESSION_CONNECTING(Stage.SESSION, true),
    /** The connection has failed, and is tried again. */
    SESSION_RETRYING(Stage.SESSION, true),
    /** It is for the peer to connect, and it does not. */
    SESSION_AWAITED(Stage.SESSION, true),
    /** OPENs are being exchanged. */
    SESSION_OPENING(Stage.SESSION, true),
    /** The session does not carry the family. */
    FAMILY_NOT_NEGOTIATED(Stage.SESSION, true),
    /** The peer has not announced everything yet. */
    END_OF_RIB_AWAITED(Stage.SESSION, true),
    /** RFC 4724: the peer restarts, and its routes are kept meanwhile. */
    ROUTES_RESTARTING(Stage.SESSION, false),
    /** RFC 9494: the peer has not come back in time, and its routes are the last resort. */
    ROUTES_LONG_LIVED(Stage.SESSION, false),
    /** RFC 4724: the peer is back, and has not announced everything again. */
    ROUTES_RESYNCING(Stage.SESSION, false),
    /** RFC 7313: the peer is announcing everything again. */
    ROUTES_REFRESHING(Stage.SESSION, false),
    /** The peer has announced nearly as much as it may. */
    PREFIX_LIMIT_NEAR(Stage.SESSION, false),
    /** The path takes part in the decision. */
    IMPORT_ACCEPTED(Stage.IMPORT, false),
    /** The import policy rejects the path. */
    IMPORT_REJECTED_BY_POLICY(Stage.IMPORT, true),
    /** RFC 4271 §9.1.2: our own AS is in AS_PATH. */
    IMPORT_OWN_AS_IN_PATH(Stage.IMPORT, true),
    /** RFC 4456 §8: we brought the route into the AS. */
    IMPORT_OWN_ORIGINATOR_ID(Stage.IMPORT, true),
    /** RFC 4456 §8: the route has been through our cluster. */
    IMPORT_OWN_CLUSTER_ID_IN_LIST(Stage.IMPORT, true),
    /** RFC 9234 §5: the peer should not have announced it to us. */
    IMPORT_ROUTE_LEAK(Stage.IMPORT, true),
    /** There is no next hop to send packets to. */
    IMPORT_NO_NEXT_HOP(Stage.IMPORT, true),
    /** RFC 4271 §6.3: the next hop is our own address. */
    IMPORT_OWN_NEXT_HOP(Stage.IMPORT, true),
    /** The peer announces other things, but not this. */
    NOT_ANNOUNCED(Stage.IMPORT, true),
    /** The kernel has the route, from somebody else. */
    LEARNED_FROM_KERNEL(Stage.IMPORT, false),
    /** There is no such route, but a wider one. */
    COVERED(Stage.IMPORT, false),
    /** Nothing takes part in the decision. */
    DECIDED_NO_ROUTE(Stage.DECISION, true),
    /** There was nothing to choose from. */
    DECIDED_ONLY_ROUTE(Stage.DECISION, false),
    /** Where the path is from decided: connected, local, peers, kernel. */
    DECIDED_SOURCE_PREFERENCE(Stage.DECISION, false),
    /** RFC 4271 §9.1.2.1: only one next hop is reachable. */
    DECIDED_NEXT_HOP_REACHABLE(Stage.DECISION, false),
    /** RFC 9494 §4.3: the other path has been stale for long. */
    DECIDED_LONG_LIVED_STALE(Stage.DECISION, false),
    /** RFC 4271 §9.1.1: the highest LOCAL_PREF. */
    DECIDED_LOCAL_PREF(Stage.DECISION, false),
    /** RFC 4271 §9.1.2.2 (a): the shortest AS_PATH. */
    DECIDED_AS_PATH_LENGTH(Stage.DECISION, false),
    /** RFC 4271 §9.1.2.2 (b): the lowest ORIGIN. */
    DECIDED_ORIGIN(Stage.DECISION, false),
    /** RFC 4271 §9.1.2.2 (c): the lowest MULTI_EXIT_DISC. */
    DECIDED_MULTI_EXIT_DISC(Stage.DECISION, false),
    /** RFC 4271 §9.1.2.2 (d): external before internal. */
    DECIDED_EXTERNAL_OVER_INTERNAL(Stage.DECISION, false),
    /** RFC 4271 §9.1.2.2 (e): the lowest cost to the next hop. */
    DECIDED_INTERIOR_COST(Stage.DECISION, false),
    /** RFC 4271 §9.1.2.2 (f): the lowest ORIGINATOR_ID or BGP identifier. */
    DECIDED_BGP_IDENTIFIER(Stage.DECISION, false),
    /** RFC 4456 §9: the shortest CLUSTER_LIST. */
    DECIDED_CLUSTER_LIST_LENGTH(Stage.DECISION, false),
    /** RFC 4271 §9.1.2.2 (g): the lowest address of a peer. */
    DECIDED_PEER_ADDRESS(Stage.DECISION, false),
    /** Several sessions to one address: the first name. */
    DECIDED_PEER_NAME(Stage.DECISION, false),
    /** RFC 7911: the lowest path identifier. */
    DECIDED_PATH_IDENTIFIER(Stage.DECISION, false),
    /** Its packets end on this machine. */
    NEXT_HOP_HERE(Stage.NEXT_HOP, false),
    /** The next hop is reached. */
    NEXT_HOP_REACHED(Stage.NEXT_HOP, false),
    /** This speaker does not forward, so it asks nobody. */
    NEXT_HOP_NOT_ASKED(Stage.NEXT_HOP, false),
    /** The kernel knows the way. */
    NEXT_HOP_OF_KERNEL(Stage.NEXT_HOP, false),
    /** Nothing covers the next hop. */
    NEXT_HOP_NO_ROUTE(Stage.NEXT_HOP, false),
    /** The next hop is an address of this machine. */
    NEXT_HOP_LOCAL_ADDRESS(Stage.NEXT_HOP, false),
    /** The best route to the next hop discards, or all its links are down. */
    NEXT_HOP_UNREACHABLE_ROUTE(Stage.NEXT_HOP, false),
    /** The best route to the next hop is a BGP route, whose next hop would have to be resolved in turn. */
    NEXT_HOP_BGP_ROUTE(Stage.NEXT_HOP, false),
    /** The route is in the kernel. */
    KERNEL_INSTALLED(Stage.KERNEL, false),
    /** It is in the kernel as a blackhole, below which workloads have routes of their own. */
    KERNEL_BLACKHOLE(Stage.KERNEL, false),
    /** It is in the kernel as unreachable, because its next hop is. */
    KERNEL_UNREACHABLE(Stage.KERNEL, false),
    /** The kernel is not written. */
    KERNEL_OFF(Stage.KERNEL, false),
    /** The kernel had the route before us. */
    KERNEL_HAS_IT(Stage.KERNEL, false),
    /** A rule says that it is not ours to program. */
    KERNEL_REJECTED_BY_RULE(Stage.KERNEL, false),
    /** It starts here, and its gateway is unreachable. */
    KERNEL_GATEWAY_AWAY(Stage.KERNEL, false),
    /** Somebody else's route is in the way. */
    KERNEL_CONFLICT(Stage.KERNEL, false),
    /** The kernel refused the route. */
    KERNEL_REFUSED(Stage.KERNEL, false),
    /** A predecessor's route stays until the peer has announced everything. */
    KERNEL_WAITS_FOR_PEER(Stage.KERNEL, false),
    /** The write is on its way. */
    KERNEL_PENDING(Stage.KERNEL, false),
    /** The kernel's thread did not answer in time. */
    KERNEL_BUSY(Stage.KERNEL, false),
    /** A predecessor's route stays until everybody has announced everything. */
    KERNEL_LEFT_BY_PREDECESSOR(Stage.KERNEL, false),
    /** Only somebody else's route is in the kernel. */
    KERNEL_FOREIGN(Stage.KERNEL, false),
    /** The route of ours that is there is about to go. */
    KERNEL_LEAVING(Stage.KERNEL, false),
    /** Nothing is in the kernel, and nothing should be. */
    KERNEL_EMPTY(Stage.KERNEL, false),
    /** It is told. */
    EXPORT_ADVERTISED(Stage.EXPORT, false),
    /** The peer has no session. */
    EXPORT_NO_SESSION(Stage.EXPORT, false),
    /** RFC 4271 §9.1.3: the route came from that peer. */
    EXPORT_NOT_BACK_TO_SOURCE(Stage.EXPORT, false),
    /** RFC 4760 §8: the session does not carry the family. */
    EXPORT_FAMILY_NOT_NEGOTIATED(Stage.EXPORT, false),
    /** RFC 1997: the route carries NO_ADVERTISE. */
    EXPORT_NO_ADVERTISE(Stage.EXPORT, false),
    /** RFC 1997: the route carries NO_EXPORT, and the peer is external. */
    EXPORT_NO_EXPORT(Stage.EXPORT, false),
    /** RFC 1997: the route carries NO_EXPORT_SUBCONFED, and the peer is external. */
    EXPORT_NO_EXPORT_SUBCONFED(Stage.EXPORT, false),
    /** RFC 4271 §9.2: the route came from an internal peer, and so is this one. */
    EXPORT_INTERNAL_TO_INTERNAL(Stage.EXPORT, false),
    /** RFC 4456 §8: the route has been through our cluster. */
    EXPORT_OWN_CLUSTER_ID_IN_LIST(Stage.EXPORT, false),
    /** RFC 9494 §4.3: the route has been stale for long, and the peer would not know what that means. */
    EXPORT_LONG_LIVED_STALE(Stage.EXPORT, false),
    /** RFC 9234 §5: it only goes down, and the peer is not below us. */
    EXPORT_ONLY_TO_CUSTOMER(Stage.EXPORT, false),
    /** The export policy rejects it. */
    EXPORT_REJECTED_BY_POLICY(Stage.EXPORT, false),
    /** There is no next hop of the route's family to announce. */
    EXPORT_NO_NEXT_HOP_OF_FAMILY(Stage.EXPORT, false),
    /** RFC 8950 §4: the next hop is an IPv6 address, and the peer does not take one for IPv4. */
    EXPORT_EXTENDED_NEXT_HOP(Stage.EXPORT, false),
    /** RFC 4271 §9.2: its attributes leave no room for it in a message. */
    EXPORT_TOO_LONG(Stage.EXPORT, false);

    private final Stage stage;

    private final boolean inTheWay;

    Code(Stage stage, boolean inTheWay) {
        this.stage = stage;
        this.inTheWay = inTheWay;
    }

    public Stage stage() {
        return stage;
    }

    /** Whether it keeps a route from being there. */
    public boolean isInTheWay() {
        return inTheWay;
    }
}
