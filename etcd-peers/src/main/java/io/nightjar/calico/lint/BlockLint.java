package io.nightjar.calico.lint;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.calico.model.BlockAffinity;
import io.nightjar.calico.model.CalicoNode;
import io.nightjar.calico.model.IpPool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Blocks that belong to nobody, to two nodes, or to no pool. */
final class BlockLint {

    private final Cluster cluster;

    private final Findings findings;

    private final Map<Prefix, List<BlockAffinity>> settled = new HashMap<>();

    private BlockLint(Cluster cluster, Findings findings) {
        this.cluster = cluster;
        this.findings = findings;
    }

    static void check(Cluster cluster, Findings findings) {
        BlockLint lint = new BlockLint(cluster, findings);
        for (BlockAffinity affinity : cluster.state().affinities()) {
            lint.owner(affinity);
            if (affinity.settled()) {
                lint.settled
                        .computeIfAbsent(affinity.block(), unseen -> new ArrayList<>(1))
                        .add(affinity);
            }
        }
        lint.settled.values().forEach(affinities -> affinities.forEach(lint::overlap));
    }

    private void owner(BlockAffinity affinity) {
        CalicoNode owner = cluster.state().nodes().get(affinity.node());
        if (owner == null || !owner.ipv4().declared()) {
            findings.unusable(affinity.key(), "there is no usable node " + affinity.node() + ": nobody announces it");
        } else if (owner.address(affinity.block().afi()).address() == null) {
            findings.unusable(
                    affinity.key(),
                    "node " + affinity.node() + " has no " + affinity.block().afi() + " address: nobody announces it");
        }
        if (cluster.state().pools().stream().map(IpPool::cidr).noneMatch(pool -> pool.contains(affinity.block()))) {
            findings.suspicious(affinity.key(), "is in no pool");
        }
    }

    /** Looks for what is around a block, or the same. */
    private void overlap(BlockAffinity affinity) {
        Prefix block = affinity.block();
        for (int length = 0; length <= block.length(); length++) {
            for (BlockAffinity other : settled.getOrDefault(new Prefix(block.address(), length), List.of())) {
                if (!other.node().equals(affinity.node())) {
                    findings.suspicious(affinity.key(), "is in " + other.block() + " of node " + other.node());
                }
            }
        }
    }
}
