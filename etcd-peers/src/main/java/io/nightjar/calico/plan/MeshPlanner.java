package io.nightjar.calico.plan;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.calico.model.CalicoNode;
import io.nightjar.calico.model.PeerOptions;
import java.util.ArrayList;
import java.util.List;

/** The full mesh: every node that has an address of a family is a peer of every other one in that family. */
final class MeshPlanner {

    private static final String SORT = "Mesh";

    private MeshPlanner() {}

    static List<PlannedPeer> peers(PlanContext context) {
        List<PlannedPeer> peers = new ArrayList<>();
        if (context.state().globals().meshEnabled()) {
            for (CalicoNode node : context.state().nodes().values()) {
                for (Afi afi : PlanContext.FAMILIES) {
                    IpAddress own = context.ownAddress(afi);
                    IpAddress address = node.address(afi).address();
                    if (own != null && address != null && !address.equals(own)) {
                        peers.add(peer(context, node, address, own));
                    }
                }
            }
        }
        return peers;
    }

    private static PlannedPeer peer(PlanContext context, CalicoNode node, IpAddress address, IpAddress own) {
        return new PlannedPeer(
                PlannedPeer.name(SORT, address),
                address,
                context.asNumber(node),
                PlannedPeer.waitsFor(address, own),
                PeerOptions.NONE,
                "/calico/bgp/v1/host/" + node.name());
    }
}
