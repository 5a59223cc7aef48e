package io.nightjar.reflector;

import io.nightjar.bgp.attribute.ClusterList;
import io.nightjar.bgp.attribute.OriginatorId;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.rib.inbound.ImportReason;
import io.nightjar.rib.inbound.OwnIdentity;

/** Whether a route has been here before (RFC 4456 §8). */
public final class ReflectionLoopCheck {

    private ReflectionLoopCheck() {}

    /** {@link ImportReason#ACCEPTED}, or what shows that we have had the route. */
    public static ImportReason check(PathAttributes attributes, OwnIdentity own) {
        OriginatorId originator = attributes.get(OriginatorId.class);
        if (originator != null && originator.identifier().equals(own.identifier())) {
            return ImportReason.OWN_ORIGINATOR_ID;
        }
        ClusterList passed = attributes.get(ClusterList.class);
        if (passed != null) {
            for (BgpIdentifier cluster : passed.clusterIds()) {
                if (own.clusterIds().contains(cluster)) {
                    return ImportReason.OWN_CLUSTER_ID_IN_LIST;
                }
            }
        }
        return ImportReason.ACCEPTED;
    }
}
