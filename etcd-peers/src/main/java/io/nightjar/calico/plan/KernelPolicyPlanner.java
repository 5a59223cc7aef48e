package io.nightjar.calico.plan;

import io.nightjar.calico.model.BlockAffinity;
import io.nightjar.calico.model.IpPool;
import io.nightjar.calico.model.IpPool.Encapsulation;
import io.nightjar.rib.config.KernelConfig;
import io.nightjar.rib.policy.PolicyRule;
import io.nightjar.rib.policy.PrefixMatch;
import io.nightjar.rib.policy.RouteAction;
import io.nightjar.rib.policy.RoutePolicy;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes into the kernel: everything, without a metric, except the routes of peers in pools whose packets have to be
 * wrapped. Those would need the tunnel device; as plain routes they would send packets that the fabric may drop, so they
 * are left out, and a note says so. The own blocks are blackholes and need no device.
 */
final class KernelPolicyPlanner {

    private static final long NO_METRIC = 0;

    private KernelPolicyPlanner() {}

    static KernelConfig kernel(PlanContext context, List<PlanNote> notes) {
        List<PolicyRule> rules = new ArrayList<>();
        for (BlockAffinity affinity : context.ownBlocks()) {
            rules.add(new PolicyRule(
                    PrefixMatch.exact(affinity.block()), RouteAction.ACCEPT, "block " + affinity.block()));
        }
        for (IpPool pool : context.state().pools()) {
            boolean plain = pool.encapsulation() == Encapsulation.NONE;
            rules.add(new PolicyRule(
                    PrefixMatch.orLonger(pool.cidr()),
                    plain ? RouteAction.ACCEPT : RouteAction.REJECT,
                    "pool " + pool.cidr() + (plain ? "" : " needs device " + pool.tunnelDevice())));
            if (!plain) {
                notes.add(note(pool));
            }
        }
        return new KernelConfig(true, new RoutePolicy(rules, RouteAction.ACCEPT), NO_METRIC);
    }

    private static PlanNote note(IpPool pool) {
        String kind = pool.encapsulation() == Encapsulation.IPIP_CROSS_SUBNET ? "IPIP across subnets" : "IPIP";
        return new PlanNote(
                pool.key(),
                "routes of other nodes in pool " + pool.cidr() + " are not programmed: " + kind + " through "
                        + pool.tunnelDevice() + " is not supported");
    }
}
