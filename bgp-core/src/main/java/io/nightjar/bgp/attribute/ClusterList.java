package io.nightjar.bgp.attribute;

import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.SeededHash;
import java.util.ArrayList;
import java.util.List;

/**
 * CLUSTER_LIST (RFC 4456 §8): the clusters that a route was reflected through, the last one first.
 *
 * @param clusterIds in the order of the wire
 */
public record ClusterList(List<BgpIdentifier> clusterIds) implements PathAttribute {

    public ClusterList {
        clusterIds = List.copyOf(clusterIds);
    }

    /** RFC 4456 §8: the local cluster goes in front. */
    public ClusterList prepend(BgpIdentifier clusterId) {
        List<BgpIdentifier> result = new ArrayList<>(clusterIds.size() + 1);
        result.add(clusterId);
        result.addAll(clusterIds);
        return new ClusterList(result);
    }

    /** Nobody outside can foresee it. */
    @Override
    public int hashCode() {
        long hash = SeededHash.SEED;
        for (BgpIdentifier id : clusterIds) {
            hash = SeededHash.next(hash, id.bits());
        }
        return SeededHash.end(hash);
    }

    @Override
    public int typeCode() {
        return AttributeType.CLUSTER_LIST;
    }
}
