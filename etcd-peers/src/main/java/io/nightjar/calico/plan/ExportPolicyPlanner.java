package io.nightjar.calico.plan;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.calico.model.BlockAffinity;
import io.nightjar.calico.model.IpPool;
import io.nightjar.rib.policy.NumberRange;
import io.nightjar.rib.policy.PolicyRule;
import io.nightjar.rib.policy.PrefixMatch;
import io.nightjar.rib.policy.RouteAction;
import io.nightjar.rib.policy.RoutePolicy;
import io.nightjar.rib.policy.SourceMatch;
import java.util.ArrayList;
import java.util.List;

/**
 * What is announced, in the order in which Calico's filter asks: nothing that leads into a tunnel of Felix, where the own AS is
 * told of the blocks themselves; own blocks as a whole but nothing inside them, unless it is preferred to the block; then
 * whatever lies in a pool, then nothing. A block that is about to be given up does not hide what is inside it any more.
 */
final class ExportPolicyPlanner {

    /** The metric of workloads' routes in Calico, as of 3.32; those of one that is just moving here have a lower one. */
    private static final int NORMAL_METRIC = 1024;

    private static final List<String> TUNNELS_OF_FELIX = List.of("*.cali", "*.calico");

    private static final String IPIP_DEVICE = "tunl0";

    private final PlanContext context;
    private final Afi afi;
    private final List<PolicyRule> rules = new ArrayList<>();

    private ExportPolicyPlanner(PlanContext context, Afi afi) {
        this.context = context;
        this.afi = afi;
    }

    /**
     * The policy towards some peers.
     *
     * @param sameAs whether they are in our autonomous system
     */
    static RoutePolicy policy(PlanContext context, Afi afi, boolean sameAs) {
        ExportPolicyPlanner planner = new ExportPolicyPlanner(context, afi);
        if (sameAs) {
            planner.rejectTunnels();
        }
        planner.reject("bpf*.cali");
        planner.blocks();
        planner.pools();
        return new RoutePolicy(planner.rules, RouteAction.REJECT);
    }

    private void rejectTunnels() {
        TUNNELS_OF_FELIX.forEach(this::reject);
        boolean ours = context.state().pools().stream().anyMatch(pool -> IPIP_DEVICE.equals(pool.tunnelDevice()));
        if (!ours) {
            reject(IPIP_DEVICE);
        }
    }

    private void reject(String interfaces) {
        Prefix everything = afi.equals(Afi.IPV4) ? Prefix.IPV4_DEFAULT : Prefix.IPV6_DEFAULT;
        rules.add(new PolicyRule(
                PrefixMatch.orLonger(everything),
                SourceMatch.InKernel.on(interfaces),
                RouteAction.REJECT,
                "interface " + interfaces));
    }

    private void blocks() {
        SourceMatch elevated = SourceMatch.InKernel.withMetric(new NumberRange(1, NORMAL_METRIC - 1));
        for (BlockAffinity affinity : context.ownBlocks()) {
            if (affinity.block().afi().equals(afi) && affinity.state() == BlockAffinity.State.CONFIRMED) {
                String origin = "block " + affinity.block();
                PrefixMatch inside = PrefixMatch.orLonger(affinity.block());
                rules.add(new PolicyRule(PrefixMatch.exact(affinity.block()), RouteAction.ACCEPT, origin));
                rules.add(new PolicyRule(inside, elevated, RouteAction.ACCEPT, "elevated in " + origin));
                rules.add(new PolicyRule(inside, RouteAction.REJECT, origin));
            }
        }
    }

    private void pools() {
        for (IpPool pool : context.state().pools()) {
            if (pool.cidr().afi().equals(afi)) {
                rules.add(new PolicyRule(PrefixMatch.orLonger(pool.cidr()), RouteAction.ACCEPT, "pool " + pool.cidr()));
            }
        }
    }
}
