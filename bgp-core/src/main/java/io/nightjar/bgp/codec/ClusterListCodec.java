package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.attribute.ClusterList;
import io.nightjar.bgp.net.BgpIdentifier;
import java.util.ArrayList;
import java.util.List;

/** CLUSTER_LIST (RFC 4456 §8; RFC 7606 §7.10). */
final class ClusterListCodec implements AttributeCodec<ClusterList> {

    @Override
    public int typeCode() {
        return AttributeType.CLUSTER_LIST;
    }

    @Override
    public Class<ClusterList> attributeClass() {
        return ClusterList.class;
    }

    @Override
    public int category() {
        return AttributeFlags.OPTIONAL_NON_TRANSITIVE;
    }

    @Override
    public boolean internalOnly() {
        return true;
    }

    @Override
    public ClusterList decode(RawAttribute raw, CodecContext context) throws MalformedAttributeException {
        requireMultiple(raw, 4);
        List<BgpIdentifier> clusterIds = new ArrayList<>(raw.length() / 4);
        while (raw.body().isReadable()) {
            clusterIds.add(new BgpIdentifier(raw.body().readInt()));
        }
        return new ClusterList(clusterIds);
    }

    @Override
    public void encode(ClusterList attribute, ByteBuf out, CodecContext context) {
        for (BgpIdentifier clusterId : attribute.clusterIds()) {
            out.writeInt(clusterId.bits());
        }
    }
}
