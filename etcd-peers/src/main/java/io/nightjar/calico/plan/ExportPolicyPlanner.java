package io.nightjar.calico.plan;

import io.nightjar.bgp.net.Afi;
import io.nightjar.calico.model.BlockAffinity;
import io.nightjar.calico.model.IpPool;
import io.nightjar.rib.policy.PolicyRule;
import io.nightjar.rib.policy.PrefixMatch;
import io.nightjar.rib.policy.RouteAction;
import io.nightjar.rib.policy.RoutePolicy;
import java.util.ArrayList;
import java.util.List;

/**
 * What is announced, in the order in which Calico's filter asks: own blocks as a whole but nothing inside them, then
 * whatever lies in a pool, then nothing. A block that is about to be given up does not hide what is inside it any more.
 */
final class ExportPolicyPlanner {

    private ExportPolicyPlanner() {}

    static RoutePolicy policy(PlanContext context, Afi afi) {
        List<PolicyRule> rules = new ArrayList<>();
        for (BlockAffinity affinity : context.ownBlocks()) {
            if (affinity.block().afi().equals(afi) && affinity.state() == BlockAffinity.State.CONFIRMED) {
                String origin = "block " + affinity.block();
                rules.add(new PolicyRule(PrefixMatch.exact(affinity.block()), RouteAction.ACCEPT, origin));
                rules.add(new PolicyRule(PrefixMatch.orLonger(affinity.block()), RouteAction.REJECT, origin));
            }
        }
        for (IpPool pool : context.state().pools()) {
            if (pool.cidr().afi().equals(afi)) {
                rules.add(new PolicyRule(PrefixMatch.orLonger(pool.cidr()), RouteAction.ACCEPT, "pool " + pool.cidr()));
            }
        }
        return new RoutePolicy(rules, RouteAction.REJECT);
    }
}
