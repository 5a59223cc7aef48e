package io.nightjar.calico.lint;

import io.nightjar.calico.model.IpPool;
import java.util.List;

/** Pools inside other pools. */
final class PoolLint {

    private PoolLint() {}

    static void check(Cluster cluster, Findings findings) {
        List<IpPool> pools = cluster.state().pools();
        for (IpPool pool : pools) {
            for (IpPool outer : pools) {
                if (!outer.key().equals(pool.key()) && outer.cidr().contains(pool.cidr())) {
                    String rule = outer.encapsulation() == pool.encapsulation()
                                    && outer.exportDisabled() == pool.exportDisabled()
                            ? ""
                            : ", which has other rules";
                    findings.suspicious(pool.key(), "is inside " + outer.cidr() + " of " + outer.key() + rule);
                }
            }
        }
    }
}
