package io.nightjar.rib.inbound;

import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import java.util.Set;

/**
 * Who we are on a session, as far as loops are concerned.
 *
 * @param asNumber what our OPEN said
 * @param identifier what our OPEN said
 * @param clusterIds of all clusters that we reflect for; empty if for none
 * @param allowedLocalAs how often our own AS may be in a path
 */
public record OwnIdentity(
        AsNumber asNumber, BgpIdentifier identifier, Set<BgpIdentifier> clusterIds, int allowedLocalAs) {

    /** An identity that must not be in a path at all. */
    public OwnIdentity(AsNumber asNumber, BgpIdentifier identifier, Set<BgpIdentifier> clusterIds) {
        this(asNumber, identifier, clusterIds, 0);
    }

    public OwnIdentity {
        clusterIds = Set.copyOf(clusterIds);
    }
}
