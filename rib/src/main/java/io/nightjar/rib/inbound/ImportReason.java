package io.nightjar.rib.inbound;

/** Why a received route takes part in the decision, or does not. */
public enum ImportReason {
    /** It takes part. */
    ACCEPTED,
    /** The import policy rejects it. */
    REJECTED_BY_POLICY,
    /** RFC 4271 §9.1.2: our own AS is in AS_PATH. */
    OWN_AS_IN_PATH,
    /** RFC 4456 §8: we brought the route into the AS. */
    OWN_ORIGINATOR_ID,
    /** RFC 4456 §8: the route has been through our cluster. */
    OWN_CLUSTER_ID_IN_LIST,
    /** RFC 9234 §5: ONLY_TO_CUSTOMER says that the peer should not have announced it to us. */
    ROUTE_LEAK,
    /** There is no next hop to send packets to. */
    NO_NEXT_HOP,
    /** RFC 4271 §6.3 (a): the next hop is our own address. */
    OWN_NEXT_HOP
}
