package io.nightjar.reflector;

import io.nightjar.bgp.attribute.ClusterList;
import io.nightjar.bgp.attribute.OriginatorId;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.rib.inbound.ImportReason;
import io.nightjar.rib.inbound.OwnIdentity;
import org.jspecify.annotations.Nullable;

/** Whether a route has been here before (RFC 4456 §8). */
public final class ReflectionLoopCheck {

    private ReflectionLoopCheck() {}

    /** {@link ImportReason#ACCEPTED}, or what shows that we have had the route. */
    public static ImportReason check(PathAttributes attributes, OwnIdentity own) {
        OriginatorId originator = attributes.get(OriginatorId.class);
        if (originator != null && originator.identifier().equals(own.identifier())) {
            return ImportReason.OWN_ORIGINATOR_ID;
        }
        for (BgpIdentifier cluster : own.clusterIds()) {
            if (hasPassed(attributes, cluster)) {
                return ImportReason.OWN_CLUSTER_ID_IN_LIST;
            }
        }
        return ImportReason.ACCEPTED;
    }

    /** Whether a route has been through a cluster; null is no cluster. */
    static boolean hasPassed(PathAttributes attributes, @Nullable BgpIdentifier cluster) {
        ClusterList passed = cluster == null ? null : attributes.get(ClusterList.class);
        return passed != null && passed.clusterIds().contains(cluster);
    }
}
