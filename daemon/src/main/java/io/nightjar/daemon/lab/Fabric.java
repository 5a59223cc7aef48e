package io.nightjar.daemon.lab;

import java.util.ArrayList;
import java.util.List;

/**
 * The lab's network: a switch namespace with a bridge, a namespace per node, a namespace per workload. Every veth is
 * made inside the lab's namespaces, never in the machine's own.
 */
public final class Fabric {

    private static final String WORKLOAD_GATEWAY = "169.254.1.1";
    private static final String HOST_SIDE_MAC = "ee:ee:ee:ee:ee:ee";

    private final Commands commands;
    private final String prefix;
    private final LabPlan plan;

    Fabric(Commands commands, String prefix, LabPlan plan) {
        this.commands = commands;
        this.prefix = prefix;
        this.plan = plan;
    }

    /** The namespace of a node or of a workload. */
    public NetworkNamespace namespace(String member) {
        return new NetworkNamespace(prefix + member);
    }

    /** All of the lab's namespaces. */
    List<NetworkNamespace> namespaces() {
        List<NetworkNamespace> all = new ArrayList<>();
        all.add(switchNamespace());
        for (LabNode node : plan.nodes()) {
            all.add(namespace(node.name()));
            node.workloads().forEach(workload -> all.add(namespace(workload.name())));
        }
        return all;
    }

    /** Builds everything. */
    void build() {
        List<String> additions =
                namespaces().stream().map(namespace -> "netns add " + namespace).toList();
        commands.output(Command.of("ip", "-batch", "-").reading(String.join("\n", additions) + "\n"));
        commands.output(switchNamespace().batch(switchLines()));
        for (LabNode node : plan.nodes()) {
            NetworkNamespace inside = namespace(node.name());
            commands.output(inside.batch(nodeLines(node)));
            for (Workload workload : node.workloads()) {
                commands.output(namespace(workload.name()).batch(workloadLines(workload)));
            }
            commands.output(inside.command("sh", "-c", nodeSettings(node)));
        }
    }

    private NetworkNamespace switchNamespace() {
        return namespace("switch");
    }

    /** A bridge with a port for each node, and for each node a way "out" that leads nowhere. */
    private List<String> switchLines() {
        List<String> lines = new ArrayList<>(List.of("link set lo up", "link add br0 type bridge", "link set br0 up"));
        for (LabNode node : plan.nodes()) {
            String inside = namespace(node.name()).name();
            String port = "to-" + node.name();
            lines.add("link add " + port + " type veth peer name " + plan.interfaceName() + " netns " + inside);
            lines.add("link set " + port + " master br0 up");
            lines.add("link add nat-" + node.name() + " type veth peer name enp0s3 netns " + inside);
            lines.add("link set nat-" + node.name() + " up");
        }
        return lines;
    }

    /**
     * The node's default route is not decoration: the kernel answers ARP for the workloads' gateway (proxy_arp) only
     * if it has a route to it through another interface.
     */
    private List<String> nodeLines(LabNode node) {
        List<String> lines = new ArrayList<>(List.of(
                "link set lo up",
                "address add " + node.address() + plan.prefixLength() + " brd + dev " + plan.interfaceName(),
                "link set " + plan.interfaceName() + " up",
                "address add 10.0.2.15/24 brd + dev enp0s3",
                "link set enp0s3 up",
                "route add default via 10.0.2.2 dev enp0s3"));
        for (Workload workload : node.workloads()) {
            String cali = workload.interfaceName();
            lines.add("link add " + cali + " address " + HOST_SIDE_MAC + " type veth peer name eth0 netns "
                    + namespace(workload.name()));
            lines.add("link set " + cali + " up");
            lines.add("route add " + workload.address() + " dev " + cali + " scope link"
                    + (plan.workloadMetric() == 0 ? "" : " metric " + plan.workloadMetric()));
        }
        return lines;
    }

    private static List<String> workloadLines(Workload workload) {
        return List.of(
                "link set lo up",
                "address add " + workload.address() + "/32 dev eth0",
                "link set eth0 up",
                "route add " + WORKLOAD_GATEWAY + " dev eth0 scope link",
                "route add default via " + WORKLOAD_GATEWAY + " dev eth0");
    }

    private static String nodeSettings(LabNode node) {
        StringBuilder script = new StringBuilder("set -e; echo 1 > /proc/sys/net/ipv4/ip_forward");
        for (Workload workload : node.workloads()) {
            String cali = workload.interfaceName();
            script.append("; echo 1 > /proc/sys/net/ipv4/conf/").append(cali).append("/proxy_arp");
            script.append("; echo 0 > /proc/sys/net/ipv4/neigh/").append(cali).append("/proxy_delay");
        }
        return script.toString();
    }
}
