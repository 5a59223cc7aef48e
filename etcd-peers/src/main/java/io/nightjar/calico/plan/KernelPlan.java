package io.nightjar.calico.plan;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.calico.model.IpPool;
import java.util.List;

/**
 * What decides about routes in the kernel, in the order in which it is asked; whatever is left is programmed.
 *
 * @param metricOfLocalPref whether a peer's route has the metric that LOCAL_PREF says, or none
 * @param rejectedRanges nothing inside them is programmed
 * @param rejectedNextHops nothing that leads there is programmed
 * @param pools what happens to routes inside pools
 */
public record KernelPlan(
        boolean metricOfLocalPref,
        List<Prefix> rejectedRanges,
        List<IpAddress> rejectedNextHops,
        List<PoolRule> pools) {

    public KernelPlan {
        rejectedRanges = List.copyOf(rejectedRanges);
        rejectedNextHops = List.copyOf(rejectedNextHops);
        pools = List.copyOf(pools);
    }

    /**
     * What happens to routes inside a pool.
     *
     * @param pool which
     * @param programmed whether they are ours to program
     * @param direct networks whose hosts are reached without the pool's tunnel
     */
    public record PoolRule(IpPool pool, boolean programmed, List<Prefix> direct) {

        public PoolRule {
            direct = List.copyOf(direct);
        }
    }
}
