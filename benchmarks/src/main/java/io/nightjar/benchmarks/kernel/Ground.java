package io.nightjar.benchmarks.kernel;

import io.nightjar.daemon.lab.LabNode;
import io.nightjar.daemon.lab.LabPlan;
import io.nightjar.daemon.lab.LabSite;
import io.nightjar.daemon.lab.Machine;
import java.nio.file.Path;
import java.util.List;

/**
 * Two namespaces on one link: the feed, which announces, and the target, whose kernel is looked at. A new pair for each
 * measurement, so that nobody inherits anything.
 */
record Ground(Machine machine, LabSite site) implements AutoCloseable {

    static final String FEED = "feed";
    static final String TARGET = "target";
    static final String FEED_ADDRESS = "172.17.8.100";
    static final String TARGET_ADDRESS = "172.17.8.101";
    static final String DEVICE = "enp0s8";
    static final int AS = 64512;

    static Ground open(Machine machine) {
        LabPlan plan = LabPlan.bareNodes(
                new LabNode(FEED, FEED_ADDRESS, "192.168.0.0/26", List.of()),
                new LabNode(TARGET, TARGET_ADDRESS, "192.168.1.0/26", List.of()));
        return new Ground(machine, LabSite.open(machine, plan));
    }

    /** The file that stands for a member's namespace. */
    Path namespace(String member) {
        return site.namespace(member).file();
    }

    @Override
    public void close() {
        site.close();
    }
}
