package io.nightjar.calico.plan;

import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.calico.model.PeerOptions;
import java.util.Comparator;

/**
 * A session that the cluster's state asks for.
 *
 * @param id Calico's name for it
 * @param address where the peer is
 * @param asNumber what the peer is in
 * @param passive whether we leave the dialling to it
 * @param options what was said about it; nothing about nodes of the mesh
 * @param key the datastore's reason
 */
record PlannedPeer(PeerId id, IpAddress address, AsNumber asNumber, boolean passive, PeerOptions options, String key) {

    /** By name, and by key when two objects ask for the same. */
    static final Comparator<PlannedPeer> ORDER =
            Comparator.comparing(PlannedPeer::id).thenComparing(PlannedPeer::key);

    /** How status tools tell the sorts of peers apart: {@code Mesh_172_17_8_101}. */
    static PeerId name(String sort, IpAddress address) {
        return new PeerId(sort + "_" + address.toString().replace('.', '_').replace(':', '_'));
    }

    /**
     * Whether we wait for a calico node to dial us. The texts are compared, not the numbers, since that is what each
     * other node does: whoever has the greater one dials.
     */
    static boolean waitsFor(IpAddress peer, IpAddress own) {
        return peer.toString().compareTo(own.toString()) > 0;
    }
}
