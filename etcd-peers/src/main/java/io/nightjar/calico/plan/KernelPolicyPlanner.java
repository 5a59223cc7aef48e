package io.nightjar.calico.plan;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.calico.model.IpPool;
import io.nightjar.calico.model.IpPool.Encapsulation;
import io.nightjar.rib.config.KernelConfig;
import io.nightjar.rib.config.KernelRouteForm;
import io.nightjar.rib.config.TunnelRule;
import io.nightjar.rib.policy.RoutePolicy;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes into the kernel: everything, without a metric. Packets to other nodes' blocks in a pool with a tunnel device go
 * through that device, unless the pool says only across subnets and the node is in our own. What others have put there is learned.
 */
final class KernelPolicyPlanner {

    private KernelPolicyPlanner() {}

    static KernelConfig kernel(PlanContext context) {
        List<TunnelRule> tunnels = new ArrayList<>();
        for (IpPool pool : context.state().pools()) {
            if (pool.encapsulation() != Encapsulation.NONE) {
                tunnels.add(
                        new TunnelRule(pool.cidr(), pool.tunnelDevice(), direct(context, pool), "pool " + pool.cidr()));
            }
        }
        return new KernelConfig(true, RoutePolicy.ACCEPT_ALL, KernelRouteForm.PLAIN.withTunnels(tunnels))
                .withLearning(true);
    }

    private static List<Prefix> direct(PlanContext context, IpPool pool) {
        Afi afi = pool.cidr().afi();
        Prefix own = context.own().address(afi).network();
        return pool.encapsulation() == Encapsulation.IPIP_CROSS_SUBNET && own != null ? List.of(own) : List.of();
    }
}
