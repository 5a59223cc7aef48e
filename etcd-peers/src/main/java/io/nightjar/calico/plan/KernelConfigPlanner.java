package io.nightjar.calico.plan;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.InterfacePattern;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.config.KernelConfig;
import io.nightjar.rib.config.KernelRouteForm;
import io.nightjar.rib.config.TunnelRule;
import io.nightjar.rib.policy.PolicyRule;
import io.nightjar.rib.policy.PrefixMatch;
import io.nightjar.rib.policy.RouteAction;
import io.nightjar.rib.policy.RouteCondition;
import io.nightjar.rib.policy.RoutePolicy;
import io.nightjar.rib.policy.SourceMatch;
import io.nightjar.rib.route.RouteSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What goes into the kernel, of both families: not what lies in ranges of services, not what leads to nodes to which Felix
 * encrypts, of pools what is ours to program; and everything else. Packets into a pool with a tunnel device of ours go
 * through that device, unless the pool says only across subnets and the node is in our own. What others have put into the
 * kernel is learned.
 */
final class KernelConfigPlanner {

    private final List<PolicyRule> rules = new ArrayList<>();

    private final List<TunnelRule> tunnels = new ArrayList<>();

    private KernelConfigPlanner() {}

    static KernelConfig kernel(NodePlan plan) {
        KernelConfigPlanner planner = new KernelConfigPlanner();
        plan.families().forEach(family -> planner.add(family.afi(), family.kernel()));
        RoutePolicy policy =
                planner.rules.isEmpty() ? RoutePolicy.ACCEPT_ALL : new RoutePolicy(planner.rules, RouteAction.ACCEPT);
        boolean metrics = plan.families().get(0).kernel().metricOfLocalPref();
        KernelRouteForm form = metrics
                ? KernelRouteForm.PLAIN.withMetricOfLocalPref()
                : new KernelRouteForm(0, 1, List.of(), List.of());
        return new KernelConfig(true, policy, form.withTunnels(planner.tunnels))
                .withLearning(true)
                .withIgnoredInterfaces(plan.ignoredInterfaces().stream()
                        .map(InterfacePattern::new)
                        .toList());
    }

    private void add(Afi afi, KernelPlan plan) {
        for (Prefix range : plan.rejectedRanges()) {
            rules.add(new PolicyRule(PrefixMatch.orLonger(range), RouteAction.REJECT, "service range " + range));
        }
        if (!plan.rejectedNextHops().isEmpty()) {
            rules.add(new PolicyRule(
                    PrefixMatch.orLonger(everything(afi)),
                    new SourceMatch.OfKind(RouteSource.Kind.PEER),
                    new RouteCondition.NextHopIn(Set.copyOf(plan.rejectedNextHops())),
                    RouteAction.REJECT,
                    List.of(),
                    "node with WireGuard"));
        }
        for (KernelPlan.PoolRule rule : plan.pools()) {
            String origin = "pool " + rule.pool().cidr();
            if (!rule.programmed()) {
                rules.add(new PolicyRule(
                        PrefixMatch.orLonger(rule.pool().cidr()),
                        RouteAction.REJECT,
                        origin + " is Felix' to program"));
            } else {
                if (plan.metricOfLocalPref()) {
                    rules.add(new PolicyRule(PrefixMatch.orLonger(rule.pool().cidr()), RouteAction.ACCEPT, origin));
                }
                if (rule.pool().encapsulation().ipip()) {
                    tunnels.add(new TunnelRule(rule.pool().cidr(), rule.pool().tunnelDevice(), rule.direct(), origin));
                } else if (hasTunnelNear(plan, rule.pool().cidr())) {
                    // The first pool that matches decides, also that there is no tunnel.
                    tunnels.add(new TunnelRule(rule.pool().cidr(), "", List.of(everything(afi)), origin));
                }
            }
        }
    }

    /** Whether there is a pool with a tunnel inside this one or around it. */
    private static boolean hasTunnelNear(KernelPlan plan, Prefix cidr) {
        return plan.pools().stream()
                .filter(rule -> rule.pool().encapsulation().ipip())
                .map(rule -> rule.pool().cidr())
                .anyMatch(other -> other.contains(cidr) || cidr.contains(other));
    }

    private static Prefix everything(Afi afi) {
        return afi.equals(Afi.IPV4) ? Prefix.IPV4_DEFAULT : Prefix.IPV6_DEFAULT;
    }
}
