package io.nightjar.daemon.lab;

import java.util.List;

/**
 * What Calico tells BIRD 1.6 on one node: the route rules of Calico 2.6 (no metric, next hop self), with the timers and the passive
 * rule of today's (the node whose address is greater as text dials).
 */
final class BirdConfiguration {

    private BirdConfiguration() {}

    static String of(LabScenario scenario, LabNode node) {
        StringBuilder text = new StringBuilder(base(scenario.plan(), node));
        for (LabNode peer : scenario.peers(node)) {
            text.append(peer(scenario, node, peer));
        }
        return text.toString();
    }

    /** The name of the session with a peer: of the mesh, or everybody's. */
    static String sessionName(LabScenario scenario, LabNode peer) {
        return (scenario.reflector().isEmpty() ? "Mesh_" : "Global_")
                + peer.address().replace('.', '_');
    }

    private static String base(LabPlan plan, LabNode node) {
        return String.join(
                "\n",
                List.of(
                        "log stderr all;",
                        "router id " + node.address() + ";",
                        "",
                        "protocol device { scan time 2; }",
                        "protocol direct { interface -\"cali*\", \"*\"; }",
                        "protocol static { route " + node.block() + " blackhole; }",
                        "protocol kernel {",
                        "  learn; persist; scan time 2;",
                        "  import all; export all;",
                        "  graceful restart;",
                        "}",
                        "",
                        "filter to_mesh {",
                        "  if (net = " + node.block() + ") then accept;",
                        "  if (net ~ " + node.block() + ") then reject;",
                        "  if (net ~ " + plan.pool() + ") then accept;",
                        "  reject;",
                        "}",
                        "",
                        "template bgp mesh {",
                        "  local as " + plan.asNumber() + ";",
                        "  source address " + node.address() + ";",
                        "  multihop; gateway recursive; next hop self;",
                        "  import all; export filter to_mesh;",
                        "  add paths on; graceful restart;",
                        "  connect delay time 2; connect retry time 5; error wait time 5,30;",
                        "}",
                        ""));
    }

    private static String peer(LabScenario scenario, LabNode node, LabNode peer) {
        boolean passive = scenario.reflector().isEmpty() && peer.address().compareTo(node.address()) > 0;
        return "protocol bgp " + sessionName(scenario, peer) + " from mesh { neighbor " + peer.address() + " as "
                + scenario.plan().asNumber() + ";" + (passive ? " passive on;" : "") + " }\n";
    }
}
