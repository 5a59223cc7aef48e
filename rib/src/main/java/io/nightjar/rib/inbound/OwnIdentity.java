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
 */
public record OwnIdentity(AsNumber asNumber, BgpIdentifier identifier, Set<BgpIdentifier> clusterIds) {

    public OwnIdentity {
        clusterIds = Set.copyOf(clusterIds);
    }
}
