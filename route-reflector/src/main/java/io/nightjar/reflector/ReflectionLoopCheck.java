package io.nightjar.reflector;

import io.nightjar.bgp.attribute.ClusterList;
import io.nightjar.bgp.attribute.OriginatorId;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.rib.inbound.ImportReason;

/** Whether a route has been here before (RFC 4456 §8). */
public final class ReflectionLoopCheck {

    private ReflectionLoopCheck() {}

    /** {@link ImportReason#ACCEPTED}, or what shows that {@code reflector} has had the route. */
    public static ImportReason check(PathAttributes attributes, ReflectorConfig reflector) {
        boolean originator = attributes
                .find(OriginatorId.class)
                .map(id -> id.identifier().equals(reflector.identifier()))
                .orElse(false);
        if (originator) {
            return ImportReason.OWN_ORIGINATOR_ID;
        }
        boolean reflected = reflector.clusters().stream().anyMatch(cluster -> passed(attributes, cluster));
        return reflected ? ImportReason.OWN_CLUSTER_ID_IN_LIST : ImportReason.ACCEPTED;
    }

    /** Whether a route has been through a cluster. */
    static boolean passed(PathAttributes attributes, ClusterId cluster) {
        return attributes
                .find(ClusterList.class)
                .map(list -> list.clusterIds().contains(cluster.value()))
                .orElse(false);
    }
}
