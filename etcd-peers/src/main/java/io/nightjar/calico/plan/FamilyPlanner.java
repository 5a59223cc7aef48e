package io.nightjar.calico.plan;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.calico.model.BgpSettings;
import io.nightjar.calico.model.BlockAffinity;
import io.nightjar.calico.model.CalicoNode;
import io.nightjar.calico.model.IpPool;
import io.nightjar.calico.model.NodeSettings;
import io.nightjar.calico.model.PrefixAdvertisement;
import io.nightjar.rib.config.OriginatedRoute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Plans one address family. */
final class FamilyPlanner {

    private static final List<String> TUNNELS_OF_FELIX = List.of("*.cali", "*.calico");

    private static final String IPIP_DEVICE = "tunl0";

    /** Ranges in the order of the keys that Calico gives them. */
    private static final Comparator<Prefix> BY_KEY =
            Comparator.comparing(range -> range.toString().replace('/', '-'));

    private final PlanContext context;

    private final Afi afi;

    private final BgpSettings settings;

    private final List<PeerEntry> entries;

    private FamilyPlanner(PlanContext context, Afi afi, List<PeerEntry> entries) {
        this.context = context;
        this.afi = afi;
        this.entries = entries;
        this.settings = context.state().globals().settings();
    }

    /** The plan for a family, given all explicit peers. */
    static FamilyPlan plan(PlanContext context, Afi afi, List<PeerEntry> entries) {
        return new FamilyPlanner(context, afi, entries).plan();
    }

    private FamilyPlan plan() {
        List<PlannedPeer> peers = new ArrayList<>(MeshPlanner.peers(context, afi));
        peers.addAll(ExplicitPeerPlanner.peers(context, entries, afi));
        peers.sort(PlannedPeer.ORDER);
        ServiceRanges services = ServiceRanges.of(context, afi);
        return new FamilyPlan(
                afi,
                context.ownAddress(afi),
                listening(),
                peers,
                routes(services),
                exports(services),
                kernel(services));
    }

    private FamilyPlan.Listening listening() {
        return new FamilyPlan.Listening(
                settings.bindToNodeAddress() ? context.ownAddress(afi) : null,
                context.index().listenPort(context.own()));
    }

    /** Own blocks, then ranges of services, then the ways to peers; a second route to the same destination is none. */
    private List<OriginatedRoute> routes(ServiceRanges services) {
        Map<Prefix, OriginatedRoute> routes = new LinkedHashMap<>();
        for (BlockAffinity affinity : context.ownBlocks(afi)) {
            // A block of one address is that of a workload, whose own route is here already.
            if (!context.isV3() || !affinity.block().isHost()) {
                routes.putIfAbsent(affinity.block(), new OriginatedRoute(affinity.block(), affinity.key()));
            }
        }
        for (Prefix range : services.announced()) {
            routes.putIfAbsent(range, new OriginatedRoute(range, "service range " + range));
        }
        for (PeerEntry entry : entries) {
            IpAddress address = entry.remote().address();
            IpAddress router = entry.options().extras().reachableBy();
            boolean concerned =
                    router != null && address.afi().equals(afi) && router.afi().equals(afi);
            if (concerned && !address.equals(context.ownAddress(afi))) {
                Prefix host = Prefix.host(address);
                routes.putIfAbsent(
                        host, new OriginatedRoute(host, router, entry.origin().key()));
            }
        }
        return List.copyOf(routes.values());
    }

    private ExportPlan exports(ServiceRanges services) {
        List<IpPool> pools = pools();
        List<Prefix> announced = new ArrayList<>(services.announced());
        announced.addAll(services.reflected());
        return new ExportPlan(
                settings.priorities().of(afi),
                context.isV3(),
                pools.stream().filter(IpPool::exportDisabled).toList(),
                tunnels(),
                communities(),
                context.ownBlocks(afi).stream().filter(BlockAffinity::settled).toList(),
                announced,
                pools.stream().filter(pool -> !pool.exportDisabled()).toList());
    }

    /** Pools of the family, in the order of their texts. */
    private List<IpPool> pools() {
        return context.state().pools().stream()
                .filter(pool -> pool.cidr().afi().equals(afi))
                .sorted(Comparator.comparing(pool -> pool.cidr().toString()))
                .toList();
    }

    private List<String> tunnels() {
        List<String> tunnels = new ArrayList<>(TUNNELS_OF_FELIX);
        boolean ours = context.isV3()
                ? settings.clusterRoutes().ipip()
                : context.state().pools().stream().anyMatch(pool -> IPIP_DEVICE.equals(pool.tunnelDevice()));
        if (!ours) {
            tunnels.add(IPIP_DEVICE);
        }
        return tunnels;
    }

    private List<PrefixAdvertisement> communities() {
        NodeSettings own = context.own().settings();
        List<PrefixAdvertisement> all = Objects.requireNonNullElse(
                own.advertisements() == null ? settings.node().advertisements() : own.advertisements(), List.of());
        return all.stream()
                .filter(entry ->
                        entry.cidr().afi().equals(afi) && !entry.communities().isEmpty())
                .toList();
    }

    private KernelPlan kernel(ServiceRanges services) {
        return new KernelPlan(context.isV3(), services.notProgrammed(), wireguardPeers(), poolRules());
    }

    /** Packets to them are encrypted by Felix, with routes of its own. */
    private List<IpAddress> wireguardPeers() {
        if (context.own().details().wireguard(afi) == null) {
            return List.of();
        }
        TreeSet<IpAddress> seen = new TreeSet<>();
        List<IpAddress> peers = new ArrayList<>();
        for (CalicoNode node : context.state().nodes().values()) {
            IpAddress address = node.address(afi).address();
            boolean encrypts = node.details().wireguard(afi) != null
                    && !node.name().equals(context.own().name());
            if (address != null && encrypts && seen.add(address)) {
                peers.add(address);
            }
        }
        return peers;
    }

    private List<KernelPlan.PoolRule> poolRules() {
        Prefix network = context.own().address(afi).network();
        if (context.isV3() && afi.equals(Afi.IPV4) && network == null) {
            return List.of();
        }
        List<KernelPlan.PoolRule> rules = new ArrayList<>();
        for (IpPool pool : pools()) {
            boolean direct = pool.encapsulation() == IpPool.Encapsulation.IPIP_CROSS_SUBNET && network != null;
            boolean programmed = !context.isV3() || programmed(pool);
            // In IPv6 Calico says nothing about pools whose routes are programmed like all others.
            if (afi.equals(Afi.IPV4) || !programmed) {
                rules.add(new KernelPlan.PoolRule(pool, programmed, direct ? List.of(network) : List.of()));
            }
        }
        return rules;
    }

    private boolean programmed(IpPool pool) {
        return switch (pool.encapsulation()) {
            case VXLAN -> false;
            case IPIP_ALWAYS, IPIP_CROSS_SUBNET -> settings.clusterRoutes().ipip();
            case NONE -> settings.clusterRoutes().plain();
        };
    }

    /** Ranges of service addresses of one family. */
    private record ServiceRanges(List<Prefix> announced, List<Prefix> notProgrammed, List<Prefix> reflected) {

        private static final String EXCLUDED = "node.kubernetes.io/exclude-from-external-load-balancers";

        static ServiceRanges of(PlanContext context, Afi afi) {
            BgpSettings.Services services = context.state().globals().settings().services();
            if (!context.settings().clusterIps().isEmpty()) {
                services = services.withClusterIps(context.settings().clusterIps());
            }
            TreeSet<Prefix> whole = new TreeSet<>(BY_KEY);
            whole.addAll(services.clusterIps());
            services.externalIps().stream().filter(range -> !range.isHost()).forEach(whole::add);
            if (services.aggregated()) {
                services.loadBalancerIps().stream()
                        .filter(range -> !range.isHost())
                        .forEach(whole::add);
            }
            whole.removeIf(range -> !range.afi().equals(afi));
            boolean excluded = "true".equals(context.own().details().labels().get(EXCLUDED));
            List<Prefix> reflected = new ArrayList<>();
            if (context.own().details().clusterId() != null) {
                reflected.addAll(services.loadBalancerIps());
                reflected.addAll(services.externalIps());
                reflected.removeIf(range -> !range.afi().equals(afi));
            }
            return new ServiceRanges(excluded ? List.of() : List.copyOf(whole), List.copyOf(whole), reflected);
        }
    }
}
