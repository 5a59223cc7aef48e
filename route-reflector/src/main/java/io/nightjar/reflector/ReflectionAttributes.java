package io.nightjar.reflector;

import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.attribute.ClusterList;
import io.nightjar.bgp.attribute.OriginatorId;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.net.BgpIdentifier;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a reflected route carries (RFC 4456 §8). */
public final class ReflectionAttributes {

    private static final ClusterList NONE = new ClusterList(List.of());

    private ReflectionAttributes() {}

    /**
     * The attributes of a route that is reflected, and has been through neither cluster yet.
     *
     * @param sourceIdentifier of the peer that the route came from
     * @param sourceCluster that this peer is a client of; null for a non-client
     * @param targetCluster that the route goes to; null for non-clients
     */
    public static PathAttributes reflect(
            PathAttributes attributes,
            BgpIdentifier sourceIdentifier,
            @Nullable BgpIdentifier sourceCluster,
            @Nullable BgpIdentifier targetCluster) {
        // RFC 4456 §8: the first reflector names the originator, and nobody changes it
        PathAttributes originated = attributes.contains(AttributeType.ORIGINATOR_ID)
                ? attributes
                : attributes.with(new OriginatorId(sourceIdentifier));
        ClusterList list = originated.find(ClusterList.class).orElse(NONE);
        ClusterList passed = prepend(list, sourceCluster);
        // Between clients of two clusters both have been passed, the source's first.
        return originated.with(Objects.equals(sourceCluster, targetCluster) ? passed : prepend(passed, targetCluster));
    }

    private static ClusterList prepend(ClusterList list, @Nullable BgpIdentifier cluster) {
        return cluster == null ? list : list.prepend(cluster);
    }
}
