package io.nightjar.calico.plan;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.calico.model.BgpSettings;
import io.nightjar.calico.model.CalicoNode;
import io.nightjar.calico.model.PeerOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * The full mesh: every node that has an address of a family is a peer of every other one in that family, but for route
 * reflectors, which have no part in it.
 */
final class MeshPlanner {

    private static final String SORT = "Mesh";

    private final PlanContext context;

    private final PeerOptions options;

    private final PlannedPassword password;

    private MeshPlanner(PlanContext context) {
        this.context = context;
        BgpSettings.Mesh mesh = context.state().globals().settings().mesh();
        PeerOptions none = PeerOptions.NONE;
        this.options = new PeerOptions(
                null,
                none.transport(),
                new PeerOptions.Times(mesh.restartSeconds(), null),
                none.nextHop(),
                0,
                List.of());
        this.password = PlannedPassword.of(mesh.password(), context.inputs());
    }

    static List<PlannedPeer> peers(PlanContext context, Afi afi) {
        boolean wanted = context.state().globals().meshEnabled()
                && context.own().details().clusterId() == null;
        IpAddress own = context.ownAddress(afi);
        return wanted && own != null ? new MeshPlanner(context).peers(afi, own) : List.of();
    }

    private List<PlannedPeer> peers(Afi afi, IpAddress own) {
        List<PlannedPeer> peers = new ArrayList<>();
        for (CalicoNode node : context.state().nodes().values()) {
            IpAddress address = node.address(afi).address();
            if (address != null && !address.equals(own) && node.details().clusterId() == null) {
                peers.add(peer(node, address, own));
            }
        }
        return peers;
    }

    private PlannedPeer peer(CalicoNode node, IpAddress address, IpAddress own) {
        PlannedPeer.Remote remote = new PlannedPeer.Remote(
                address, context.index().listenPort(node), context.index().asNumber(node));
        return new PlannedPeer(
                PlannedPeer.id(SORT, remote, 0),
                remote,
                new PlannedPeer.Local(own, context.ownAsNumber(), null),
                PlannedPeer.waitsFor(address, own),
                options,
                PlannedPeer.Filters.NONE,
                password,
                node.key(context.state().layout()));
    }
}
