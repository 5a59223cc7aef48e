package io.nightjar.daemon.lab;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is whose peer in the lab, and how that is written down.
 *
 * <p>A route reflector takes the mesh's place. In Calico 3 it is a node like the others. In Calico 2 it stands alone: it has no
 * block and no containers, programs nothing, and is no node to the others.
 *
 * @param plan the nodes
 * @param datastore how it is written down
 * @param reflector the name of the node that reflects, empty for a mesh
 */
public record LabScenario(LabPlan plan, LabDatastore datastore, String reflector) {

    private static final String CLUSTER_ID = "244.0.0.1";

    private static final int METRIC_OF_CALICO_3 = 1024;

    /** A mesh of all nodes, with the keys of Calico 2.6 in etcd's v3 store. */
    public static LabScenario mesh(LabPlan plan) {
        return new LabScenario(plan, LabDatastore.KEYS, "");
    }

    /** With a reflector that stands alone its containers are not there. */
    public static LabScenario of(LabPlan plan, LabDatastore datastore, String reflector) {
        if (!reflector.isEmpty()) {
            plan.node(reflector);
        }
        if (datastore == LabDatastore.ETCDV3) {
            return new LabScenario(plan.withWorkloadMetric(METRIC_OF_CALICO_3), datastore, reflector);
        }
        return new LabScenario(reflector.isEmpty() ? plan : plan.withoutWorkloads(reflector), datastore, reflector);
    }

    /** Whether this is a route reflector and nothing else. */
    boolean isStandaloneReflector(LabNode node) {
        return node.name().equals(reflector) && datastore != LabDatastore.ETCDV3;
    }

    /** The nodes that have a block. */
    List<LabNode> owners() {
        return plan.nodes().stream()
                .filter(node -> !isStandaloneReflector(node))
                .toList();
    }

    /** The peers of a node. */
    List<LabNode> peers(LabNode node) {
        return plan.nodes().stream()
                .filter(peer -> !peer.equals(node))
                .filter(peer -> reflector.isEmpty()
                        || peer.name().equals(reflector)
                        || node.name().equals(reflector))
                .toList();
    }

    /** What follows a route to another node. */
    String routeMetric() {
        return datastore == LabDatastore.ETCDV3 ? " metric " + METRIC_OF_CALICO_3 : "";
    }

    /** Everything that Calico would have written. */
    public Map<String, String> keys() {
        if (datastore == LabDatastore.ETCDV3) {
            return CalicoResources.of(plan, reflector, CLUSTER_ID);
        }
        if (reflector.isEmpty()) {
            return CalicoKeys.of(plan);
        }
        LabNode node = plan.node(reflector);
        Map<String, String> keys = new LinkedHashMap<>(CalicoKeys.of(plan, owners()));
        keys.putAll(CalicoKeys.ofReflector(node, plan.asNumber(), CLUSTER_ID));
        return keys;
    }
}
