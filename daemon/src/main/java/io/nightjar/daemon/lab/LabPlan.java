package io.nightjar.daemon.lab;

import java.util.List;

/**
 * What the lab looks like: nodes on one network, each with an interface of the same name, and the pool that their
 * blocks are taken from.
 *
 * @param workloadMetric of the routes to the workloads of a node; 0 for none, as Felix had it before Calico 3.32
 */
public record LabPlan(
        List<LabNode> nodes, String network, String interfaceName, String pool, int asNumber, int workloadMetric) {

    private static final int CALICO_AS = 64512;

    public LabPlan {
        nodes = List.copyOf(nodes);
    }

    /** The cluster of the walkthrough of 2017, with a block and two containers on node02 as well. */
    public static LabPlan walkthrough() {
        LabNode node00 = new LabNode(
                "node00",
                "172.17.8.100",
                "192.168.18.64/26",
                List.of(
                        new Workload("containerA", "192.168.18.64", "calif24874aae57"),
                        new Workload("containerB", "192.168.18.65", "cali4e5ed993aed")));
        LabNode node01 = new LabNode(
                "node01",
                "172.17.8.101",
                "192.168.196.128/26",
                List.of(
                        new Workload("containerC", "192.168.196.128", "cali4907e793262"),
                        new Workload("containerD", "192.168.196.129", "cali69b2b8c106c")));
        LabNode node02 = new LabNode(
                "node02",
                "172.17.8.102",
                "192.168.140.64/26",
                List.of(
                        new Workload("containerE", "192.168.140.64", "cali1f3c6a90b2d"),
                        new Workload("containerF", "192.168.140.65", "cali80d27e415c9")));
        return new LabPlan(List.of(node00, node01, node02), "172.17.8.0/24", "enp0s8", "192.168.0.0/16", CALICO_AS, 0);
    }

    /** Bare nodes on the walkthrough's network, for a test that brings its own speakers. */
    public static LabPlan bareNodes(LabNode... nodes) {
        return new LabPlan(List.of(nodes), "172.17.8.0/24", "enp0s8", "192.168.0.0/16", CALICO_AS, 0);
    }

    /** The same with nothing behind one of the nodes. */
    LabPlan withoutWorkloads(String name) {
        return new LabPlan(
                nodes.stream()
                        .map(node -> node.name().equals(name)
                                ? new LabNode(name, node.address(), node.block(), List.of())
                                : node)
                        .toList(),
                network,
                interfaceName,
                pool,
                asNumber,
                workloadMetric);
    }

    /** The same with another metric of the routes to workloads. */
    public LabPlan withWorkloadMetric(int metric) {
        return new LabPlan(nodes, network, interfaceName, pool, asNumber, metric);
    }

    /** The node of that name. */
    public LabNode node(String name) {
        return nodes.stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new LabException("there is no node " + name + "; the nodes are "
                        + String.join(", ", nodes.stream().map(LabNode::name).toList())));
    }

    /** The network's prefix length, with its slash. */
    String prefixLength() {
        return network.substring(network.indexOf('/'));
    }
}
