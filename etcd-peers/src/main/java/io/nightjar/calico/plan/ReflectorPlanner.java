package io.nightjar.calico.plan;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.calico.model.BgpPeer;
import io.nightjar.calico.model.CalicoNode;
import io.nightjar.calico.model.IpPool;
import io.nightjar.calico.model.NodeAddress;
import io.nightjar.calico.model.PeerOptions;
import io.nightjar.calico.model.RouteReflector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Plans a standalone route reflector as Calico 2 had it. It is no node of the cluster, takes every route and passes every
 * route on, has none of its own and never touches a kernel.
 *
 * <p>Its clients are the nodes that have it as a configured peer: all of them by a global one, single ones by their own. The
 * AS number that those have for it is the one in which it is with them. If it is listed among the cluster's reflectors it
 * is a peer of all others in that list, too, and reflects for the cluster that the list says.
 */
final class ReflectorPlanner {

    private static final String OTHER_REFLECTOR = "Mesh";

    private final PlanContext context;

    private final Afi afi;

    private final IpAddress own;

    private final Map<IpAddress, PlannedPeer> peers = new LinkedHashMap<>();

    private ReflectorPlanner(PlanContext context, Afi afi, IpAddress own) {
        this.context = context;
        this.afi = afi;
        this.own = own;
    }

    /** The reflector as if it were a node, which is what planning is about otherwise. */
    static CalicoNode self(PlanSettings settings) {
        return new CalicoNode(settings.nodeName(), null, address(settings, Afi.IPV4), address(settings, Afi.IPV6));
    }

    private static NodeAddress address(PlanSettings settings, Afi afi) {
        IpAddress address = settings.expectedAddresses().stream()
                .map(PlanSettings.ExpectedAddress::address)
                .filter(each -> each.afi().equals(afi))
                .findFirst()
                .orElse(null);
        return new NodeAddress(true, address, null);
    }

    /** The plan of the reflector, which is the context's own node. */
    static NodePlan plan(PlanContext context) {
        BgpIdentifier identifier = context.settings().identifier().of(context.own());
        List<FamilyPlan> families = PlanContext.FAMILIES.stream()
                .map(afi -> family(context, afi, identifier))
                .toList();
        return new NodePlan(
                context.state().layout(),
                identifier,
                context.state().globals().asNumber(),
                Objects.requireNonNullElse(
                        context.state().globals().settings().node().logSeverity(), "info"),
                List.of(),
                families);
    }

    private static FamilyPlan family(PlanContext context, Afi afi, @Nullable BgpIdentifier identifier) {
        IpAddress own = context.ownAddress(afi);
        List<PlannedPeer> peers = own == null || identifier == null
                ? List.of()
                : new ReflectorPlanner(context, afi, own).peers(identifier);
        Prefix everything = afi.equals(Afi.IPV4) ? Prefix.IPV4_DEFAULT : Prefix.IPV6_DEFAULT;
        IpPool all = new IpPool("", everything, IpPool.Encapsulation.NONE, "");
        return new FamilyPlan(
                afi,
                own,
                new FamilyPlan.Listening(null, 0),
                peers,
                List.of(),
                new ExportPlan(0, false, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(all)),
                new KernelPlan(false, List.of(everything), List.of(), List.of()));
    }

    private List<PlannedPeer> peers(BgpIdentifier identifier) {
        RouteReflector self = context.state().reflectors().stream()
                .filter(reflector -> reflector.address().equals(own))
                .findFirst()
                .orElse(null);
        if (self != null) {
            context.state().reflectors().forEach(this::addReflector);
        }
        BgpIdentifier cluster = self == null ? identifier : Objects.requireNonNullElse(self.clusterId(), identifier);
        addClients(PeerEntry.Kind.GLOBAL, cluster);
        addClients(PeerEntry.Kind.NODE, cluster);
        List<PlannedPeer> sorted = new ArrayList<>(peers.values());
        sorted.sort(PlannedPeer.ORDER);
        return sorted;
    }

    private void addReflector(RouteReflector reflector) {
        if (reflector.address().afi().equals(afi)) {
            PlannedPeer.Remote remote = new PlannedPeer.Remote(
                    reflector.address(), 0, context.state().globals().asNumber());
            add(new PlannedPeer(
                    PlannedPeer.id(OTHER_REFLECTOR, remote, 0),
                    remote,
                    new PlannedPeer.Local(own, context.state().globals().asNumber(), null),
                    false,
                    PeerOptions.NONE,
                    PlannedPeer.Filters.NONE,
                    PlannedPassword.NONE,
                    reflector.key()));
        }
    }

    /** Nodes that have us as a peer; one that has us twice is asked for by what was said for all. */
    private void addClients(PeerEntry.Kind kind, BgpIdentifier cluster) {
        for (BgpPeer peer : context.state().peers()) {
            boolean us = peer.remote() instanceof BgpPeer.At at && at.address().equals(own);
            if (us && peer.global() == (kind == PeerEntry.Kind.GLOBAL)) {
                context.index().nodes(peer.nodes()).forEach(node -> addClient(kind, peer, node, cluster));
            }
        }
    }

    private void addClient(PeerEntry.Kind kind, BgpPeer peer, CalicoNode node, BgpIdentifier cluster) {
        IpAddress address = node.address(afi).address();
        if (address == null || !(peer.remote() instanceof BgpPeer.At us)) {
            return;
        }
        int port = context.index().listenPort(node);
        AsNumber asNumber = Objects.requireNonNullElse(
                us.asNumber(), context.state().globals().asNumber());
        PlannedPeer.Remote remote = new PlannedPeer.Remote(address, port, asNumber);
        add(new PlannedPeer(
                PlannedPeer.id(kind.label(), remote, port),
                remote,
                new PlannedPeer.Local(own, asNumber, cluster),
                false,
                new PeerOptions(
                        null,
                        peer.options().transport(),
                        peer.options().times(),
                        PeerOptions.NONE.nextHop(),
                        0,
                        List.of()),
                PlannedPeer.Filters.NONE,
                ExplicitPeerPlanner.password(peer.options(), context.inputs()),
                peer.key()));
    }

    private void add(PlannedPeer peer) {
        if (!peer.remote().address().equals(own)) {
            peers.putIfAbsent(peer.remote().address(), peer);
        }
    }
}
