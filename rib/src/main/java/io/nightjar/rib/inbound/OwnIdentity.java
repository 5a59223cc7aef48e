package io.nightjar.rib.inbound;

import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import java.util.Set;

/**
 * Who we are on a session, as far as routes may lead back to us.
 *
 * @param asNumber what our OPEN said
 * @param identifier what our OPEN said
 * @param clusterIds of all clusters that we reflect for; empty if for none
 * @param allowedLocalAs how often our own AS may be in a path
 * @param address our end of the connection
 */
public record OwnIdentity(
        AsNumber asNumber,
        BgpIdentifier identifier,
        Set<BgpIdentifier> clusterIds,
        int allowedLocalAs,
        IpAddress address) {

    public OwnIdentity {
        clusterIds = Set.copyOf(clusterIds);
    }
}
