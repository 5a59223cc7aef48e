package io.nightjar.benchmarks.mesh;

import io.nightjar.calico.model.ClusterStateBuilder;
import io.nightjar.calico.plan.LocalInputs;
import io.nightjar.calico.plan.Plan;
import io.nightjar.calico.plan.PlanSettings;
import io.nightjar.calico.plan.SpeakerPlanner;
import io.nightjar.calico.show.BirdText;
import io.nightjar.calico.store.KeyValueView;
import io.nightjar.daemon.SystemNanoClock;
import io.nightjar.daemon.lab.ConditionWait;
import io.nightjar.daemon.lab.EtcdServer;
import io.nightjar.daemon.lab.LabNode;
import io.nightjar.daemon.lab.LabPlan;
import io.nightjar.daemon.lab.LabSite;
import io.nightjar.daemon.lab.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Three namespaces on one network: the target, whose kernel is looked at; all other nodes, which have one interface with an address for
 * each of them; and etcd with the whole cluster in it.
 */
final class MeshGround implements AutoCloseable {

    static final String TARGET = "target";
    private static final String OTHERS = "others";
    private static final String STORE = "store";
    private static final String DEVICE = "enp0s8";
    private static final String UNUSED_BLOCK = "192.168.0.0/26";

    /** Calico's AS; no metric of workloads, as there are none. */
    private static final int NO_METRIC = 0;

    private static final Duration PACE = Duration.ofMillis(20);

    /** etcd takes at most 128 operations in one transaction. */
    private static final int KEYS_AT_ONCE = 100;

    private static final Pattern HARDWARE_ADDRESS = Pattern.compile("link/ether (\\S+)");

    private final Machine machine;
    private final MeshPlan plan;
    private final Map<String, String> keys;
    private final LabSite site;
    private final EtcdServer store;

    private MeshGround(Machine machine, MeshPlan plan, LabSite site) {
        this.machine = machine;
        this.plan = plan;
        this.keys = MeshKeys.of(plan);
        this.site = site;
        this.store = EtcdServer.start(
                site, node(STORE, MeshPlan.STORE_ADDRESS), new ConditionWait(new SystemNanoClock(), PACE));
    }

    static MeshGround open(Machine machine, MeshPlan plan) throws IOException {
        List<Integer> others = plan.others();
        LabPlan network = new LabPlan(
                List.of(
                        node(TARGET, plan.addressText(plan.target())),
                        node(OTHERS, plan.addressText(others.get(0))),
                        node(STORE, MeshPlan.STORE_ADDRESS)),
                MeshPlan.NETWORK,
                DEVICE,
                MeshPlan.POOL,
                MeshPlan.AS,
                NO_METRIC);
        LabSite site = LabSite.open(machine, network);
        boolean done = false;
        try {
            MeshGround ground = new MeshGround(machine, plan, site);
            ground.addAddresses(others);
            ground.fillStore();
            done = true;
            return ground;
        } finally {
            if (!done) {
                site.close();
            }
        }
    }

    private static LabNode node(String name, String address) {
        return new LabNode(name, address, UNUSED_BLOCK, List.of());
    }

    /**
     * One address for each node. The target knows them for good: the kernel's table of neighbors is one for the whole machine, and a
     * thousand of them are its usual limit.
     */
    private void addAddresses(List<Integer> others) throws IOException {
        Matcher hardware = HARDWARE_ADDRESS.matcher(site.output(OTHERS, "ip", "-o", "link", "show", DEVICE));
        if (!hardware.find()) {
            throw new IOException(DEVICE + " has no hardware address");
        }
        batch(
                OTHERS,
                others.stream()
                        .skip(1)
                        .map(node -> "address add " + plan.addressText(node)
                                + MeshPlan.NETWORK.substring(MeshPlan.NETWORK.indexOf('/')) + " dev " + DEVICE)
                        .toList());
        batch(
                TARGET,
                others.stream()
                        .map(node -> "neighbour replace " + plan.addressText(node) + " lladdr " + hardware.group(1)
                                + " nud permanent dev " + DEVICE)
                        .toList());
    }

    private void batch(String member, List<String> lines) {
        site.commands().output(site.namespace(member).batch(lines));
    }

    private void fillStore() {
        Map<String, String> some = new LinkedHashMap<>();
        for (Map.Entry<String, String> key : keys.entrySet()) {
            some.put(key.getKey(), key.getValue());
            if (some.size() == KEYS_AT_ONCE) {
                store.put(some);
                some.clear();
            }
        }
        store.put(some);
    }

    Machine machine() {
        return machine;
    }

    MeshPlan plan() {
        return plan;
    }

    LabSite site() {
        return site;
    }

    /** Where etcd is. */
    String endpoint() {
        return store.endpoint();
    }

    /** A folder for the target's files. */
    Path folder() {
        return site.folder(TARGET);
    }

    Path targetNamespace() {
        return namespace(TARGET);
    }

    Path othersNamespace() {
        return namespace(OTHERS);
    }

    private Path namespace(String member) {
        return site.namespace(member).file();
    }

    /** What Calico would tell BIRD 1.6 on the target: {@code nightjar config show --bird}. */
    String birdConfiguration() {
        KeyValueView view = KeyValueView.empty().with(keys, List.of());
        Plan made = new SpeakerPlanner(PlanSettings.of(plan.name(plan.target())))
                .plan(new ClusterStateBuilder().update(view), LocalInputs.NONE);
        if (made instanceof Plan.Ready ready) {
            return BirdText.of(ready.node(), ready.node().families().get(0), false);
        }
        throw new IllegalStateException(((Plan.Waiting) made).reason());
    }

    /** What the target's kernel has of the cluster's routes, as {@code ip route} prints it. */
    List<String> kernelRoutes() {
        return site.output(TARGET, "ip", "-4", "route", "show", "root", MeshPlan.POOL)
                .lines()
                .toList();
    }

    /** Makes the target's kernel forget the cluster's routes, whoever has left them. */
    void clearKernel() {
        site.run(TARGET, "ip", "-4", "route", "flush", "root", MeshPlan.POOL);
    }

    @Override
    public void close() {
        site.close();
    }
}
