package io.nightjar.rib.outbound;

/** Why a peer is told about a destination, or is not. */
public enum ExportReason {
    /** It is told. */
    ADVERTISED,
    /** There is no route. */
    NO_ROUTE,
    /** RFC 4271 §9.1.3: the route came from that peer. */
    NOT_BACK_TO_SOURCE,
    /** RFC 4760 §8: the session does not carry the family. */
    FAMILY_NOT_NEGOTIATED,
    /** RFC 1997: the route carries NO_ADVERTISE. */
    NO_ADVERTISE,
    /** RFC 1997: the route carries NO_EXPORT, and the peer is external. */
    NO_EXPORT,
    /** RFC 1997: the route carries NO_EXPORT_SUBCONFED, and the peer is external. */
    NO_EXPORT_SUBCONFED,
    /** RFC 4271 §9.2: the route came from an internal peer, and so is this one. */
    INTERNAL_TO_INTERNAL,
    /** RFC 4456 §8: the route has been through the cluster that it would go through once more. */
    OWN_CLUSTER_ID_IN_LIST,
    /** RFC 9494 §4.3: the route has been stale for long, and the peer would not know what that means. */
    LONG_LIVED_STALE,
    /** RFC 9234 §5: ONLY_TO_CUSTOMER says that it only goes down, and the peer is not below us. */
    ONLY_TO_CUSTOMER,
    /** The export policy rejects it. */
    REJECTED_BY_POLICY,
    /** There is no next hop of the route's family to announce. */
    NO_NEXT_HOP_OF_FAMILY,
    /** RFC 8950 §4: the next hop is an IPv6 address, the peer does not take one for IPv4, and nothing else can be said. */
    EXTENDED_NEXT_HOP,
    /** RFC 4271 §9.2: its attributes leave no room for it in a message. */
    TOO_LONG
}
