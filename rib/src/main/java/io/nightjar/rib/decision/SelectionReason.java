package io.nightjar.rib.decision;

/** The step of the decision process that chose a best route, or eliminated another one. */
public enum SelectionReason {
    /** There is no route to the destination. */
    NO_ROUTE,
    /** There was nothing to choose from. */
    ONLY_ROUTE,
    /** As in BIRD: connected, then what starts here, then what peers announce, then what others have put into the kernel. */
    SOURCE_PREFERENCE,
    /** RFC 4271 §9.1.2.1: the next hop must be reachable. */
    NEXT_HOP_REACHABLE,
    /** RFC 9494 §4.3: what has been stale for long is the last resort. */
    LONG_LIVED_STALE,
    /** RFC 4271 §9.1.1: the highest LOCAL_PREF. */
    LOCAL_PREF,
    /** RFC 4271 §9.1.2.2 (a): the shortest AS_PATH. */
    AS_PATH_LENGTH,
    /** RFC 4271 §9.1.2.2 (b): the lowest ORIGIN. */
    ORIGIN,
    /** RFC 4271 §9.1.2.2 (c): the lowest MULTI_EXIT_DISC of each neighbouring AS. */
    MULTI_EXIT_DISC,
    /** RFC 4271 §9.1.2.2 (d): external before internal. */
    EXTERNAL_OVER_INTERNAL,
    /** RFC 4271 §9.1.2.2 (e): the lowest cost to the next hop. */
    INTERIOR_COST,
    /** RFC 4271 §9.1.2.2 (f), RFC 4456 §9: the lowest ORIGINATOR_ID or BGP identifier. */
    BGP_IDENTIFIER,
    /** RFC 4456 §9: the shortest CLUSTER_LIST. */
    CLUSTER_LIST_LENGTH,
    /** RFC 4271 §9.1.2.2 (g): the lowest address of a peer. */
    PEER_ADDRESS,
    /** Several sessions to one address: the first name. */
    PEER_NAME,
    /** Several paths from one peer (RFC 7911): the lowest path identifier. */
    PATH_IDENTIFIER
}
