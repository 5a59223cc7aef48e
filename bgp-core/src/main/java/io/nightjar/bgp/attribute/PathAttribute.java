package io.nightjar.bgp.attribute;

/** A path attribute (RFC 4271 §5) as an immutable value; its flags follow from its type, except for unknown ones. */
public sealed interface PathAttribute
        permits Origin,
                AsPath,
                NextHop,
                MultiExitDisc,
                LocalPref,
                AtomicAggregate,
                Aggregator,
                Communities,
                OriginatorId,
                ClusterList,
                MpReachNlri,
                MpUnreachNlri,
                ExtendedCommunities,
                As4Path,
                As4Aggregator,
                LargeCommunities,
                OnlyToCustomer,
                UnknownAttribute {

    /** The attribute type code, 0 to 255. */
    int typeCode();
}
