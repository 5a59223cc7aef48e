package io.nightjar.calico.plan;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.InterfacePattern;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerType;
import io.nightjar.calico.model.BgpFilter;
import io.nightjar.calico.model.BlockAffinity;
import io.nightjar.calico.model.CommunityValue;
import io.nightjar.calico.model.FilterRule;
import io.nightjar.calico.model.IpPool;
import io.nightjar.calico.model.PrefixAdvertisement;
import io.nightjar.rib.policy.LocalPrefMetric;
import io.nightjar.rib.policy.NumberRange;
import io.nightjar.rib.policy.PolicyRule;
import io.nightjar.rib.policy.PrefixMatch;
import io.nightjar.rib.policy.RouteAction;
import io.nightjar.rib.policy.RouteCondition;
import io.nightjar.rib.policy.RouteOperation;
import io.nightjar.rib.policy.RoutePolicy;
import io.nightjar.rib.policy.SourceMatch;
import io.nightjar.rib.route.RouteSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules for routes from and to peers of one family, in the order in which Calico's filters ask.
 *
 * <p>On import: the peer's filters, then everything is accepted. On export: LOCAL_PREF is made to say the metric; the peer's
 * filters; nothing from hidden pools; nothing that leads into a tunnel of Felix, where the own autonomous system is told of
 * the blocks themselves; communities; own blocks as a whole but nothing inside them, unless it is preferred to the block;
 * ranges of services; whatever lies in a pool; then nothing. A block that is about to be given up does not hide what is
 * inside it any more.
 */
public final class PolicyPlanner {

    private final Afi afi;

    private final ExportPlan plan;

    private final Map<Key, RoutePolicy> exports = new HashMap<>();

    private final Map<Key, RoutePolicy> imports = new HashMap<>();

    public PolicyPlanner(FamilyPlan family) {
        this.afi = family.afi();
        this.plan = family.exports();
    }

    /** What a policy depends on. Peers with the same one share it. */
    private record Key(List<BgpFilter> filters, PeerType type) {}

    /** What is accepted from a peer. */
    public RoutePolicy imports(PlannedPeer peer) {
        return imports.computeIfAbsent(new Key(peer.filters().imports(), peer.type()), this::imports);
    }

    private RoutePolicy imports(Key key) {
        List<PolicyRule> rules = new ArrayList<>();
        for (BgpFilter filter : key.filters()) {
            addFilter(rules, filter, filter.rules(afi).imports(), "import", key.type());
        }
        return rules.isEmpty() ? RoutePolicy.ACCEPT_ALL : new RoutePolicy(rules, RouteAction.ACCEPT);
    }

    /** What is announced to a peer. */
    public RoutePolicy exports(PlannedPeer peer) {
        return exports.computeIfAbsent(new Key(peer.filters().exports(), peer.type()), this::exports);
    }

    private RoutePolicy exports(Key key) {
        List<PolicyRule> rules = new ArrayList<>();
        if (plan.metricInLocalPref()) {
            RouteOperation operation = new RouteOperation.LocalPrefOfMetric(plan.normalMetric());
            for (RouteSource.Kind kind : List.of(RouteSource.Kind.LOCAL, RouteSource.Kind.KERNEL)) {
                rules.add(new PolicyRule(
                        everything(),
                        new SourceMatch.OfKind(kind),
                        RouteCondition.NONE,
                        RouteAction.CONTINUE,
                        List.of(operation),
                        "metric in LOCAL_PREF"));
            }
        }
        for (BgpFilter filter : key.filters()) {
            addFilter(rules, filter, filter.rules(afi).exports(), "export", key.type());
        }
        plan.hiddenPools().forEach(pool -> rules.add(about(pool, RouteAction.REJECT)));
        if (key.type() == PeerType.INTERNAL) {
            plan.tunnels().forEach(device -> rules.add(rejectDevice(device)));
        }
        rules.add(rejectDevice("bpf*.cali"));
        plan.communities().forEach(entry -> rules.add(communities(entry)));
        plan.blocks().forEach(affinity -> addBlock(rules, affinity));
        for (Prefix range : plan.services()) {
            rules.add(new PolicyRule(PrefixMatch.orLonger(range), RouteAction.ACCEPT, "service range " + range));
        }
        plan.pools().forEach(pool -> rules.add(about(pool, RouteAction.ACCEPT)));
        return new RoutePolicy(rules, RouteAction.REJECT);
    }

    private void addFilter(
            List<PolicyRule> rules, BgpFilter filter, List<FilterRule> ofFilter, String direction, PeerType type) {
        String list = direction + (afi.equals(Afi.IPV4) ? "V4" : "V6");
        for (int i = 0; i < ofFilter.size(); i++) {
            FilterRule rule = ofFilter.get(i);
            if (rule.isFor(type)) {
                String origin = "BGPFilter " + filter.name() + ", " + list + "[" + i + "]";
                rules.add(new PolicyRule(
                        rule.match(), rule.source(), rule.condition(), rule.action(), rule.operations(), origin));
            }
        }
    }

    private PrefixMatch everything() {
        return PrefixMatch.orLonger(afi.equals(Afi.IPV4) ? Prefix.IPV4_DEFAULT : Prefix.IPV6_DEFAULT);
    }

    private static PolicyRule about(IpPool pool, RouteAction action) {
        return new PolicyRule(PrefixMatch.orLonger(pool.cidr()), action, "pool " + pool.cidr());
    }

    private PolicyRule rejectDevice(String pattern) {
        return new PolicyRule(
                everything(),
                SourceMatch.ANY,
                new RouteCondition.OnDevice(new InterfacePattern(pattern)),
                RouteAction.REJECT,
                List.of(),
                "interface " + pattern);
    }

    private static PolicyRule communities(PrefixAdvertisement entry) {
        return new PolicyRule(
                PrefixMatch.orLonger(entry.cidr()),
                SourceMatch.ANY,
                RouteCondition.NONE,
                RouteAction.CONTINUE,
                entry.communities().stream().map(CommunityValue::add).toList(),
                "communities of " + entry.cidr());
    }

    private void addBlock(List<PolicyRule> rules, BlockAffinity affinity) {
        String origin = "block " + affinity.block();
        PrefixMatch inside = PrefixMatch.orLonger(affinity.block());
        rules.add(new PolicyRule(PrefixMatch.exact(affinity.block()), RouteAction.ACCEPT, origin));
        rules.add(elevated(inside, "elevated in " + origin));
        rules.add(new PolicyRule(inside, RouteAction.REJECT, origin));
    }

    /** A route with a lower metric than usual, as far as metrics are known in the layout. */
    private PolicyRule elevated(PrefixMatch inside, String origin) {
        long normal = plan.normalMetric();
        if (!plan.metricInLocalPref()) {
            SourceMatch lower = SourceMatch.InKernel.withMetric(new NumberRange(1, normal - 1));
            return new PolicyRule(inside, lower, RouteAction.ACCEPT, origin);
        }
        RouteCondition higher = new RouteCondition.LocalPrefIn(
                new NumberRange(LocalPrefMetric.mirror(normal) + 1, LocalPrefMetric.SUM));
        return new PolicyRule(inside, SourceMatch.ANY, higher, RouteAction.ACCEPT, List.of(), origin);
    }
}
