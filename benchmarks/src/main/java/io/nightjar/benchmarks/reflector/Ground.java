package io.nightjar.benchmarks.reflector;

import io.nightjar.daemon.lab.LabNode;
import io.nightjar.daemon.lab.LabPlan;
import io.nightjar.daemon.lab.LabProcess;
import io.nightjar.daemon.lab.LabSite;
import io.nightjar.daemon.lab.Machine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A namespace for one process and its clients, whose loopback device has all addresses of {@link Place}. */
record Ground(Machine machine, LabSite site) implements AutoCloseable {

    private static final String NODE = "reflector";

    static Ground open(Machine machine) {
        LabSite site = LabSite.open(
                machine, LabPlan.bareNodes(new LabNode(NODE, "172.17.8.100", "192.168.0.0/26", List.of())));
        site.output(NODE, "ip", "link", "set", "lo", "up");
        site.output(NODE, "ip", "address", "add", Place.REFLECTOR_WITH_LENGTH, "dev", "lo");
        return new Ground(machine, site);
    }

    Path namespace() {
        return site.namespace(NODE).file();
    }

    Path folder() {
        return site.folder(NODE);
    }

    LabProcess start(String name, List<String> words, Map<String, String> environment) {
        return site.start(name, NODE, words, environment);
    }

    @Override
    public void close() {
        site.close();
    }
}
