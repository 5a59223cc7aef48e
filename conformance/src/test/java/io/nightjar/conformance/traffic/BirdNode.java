package io.nightjar.conformance.traffic;

import io.nightjar.conformance.traffic.ClusterShape.Link;
import io.nightjar.daemon.lab.LabNode;
import java.util.List;
import java.util.stream.Collectors;

/** What Calico tells BIRD 1.6 on a node of a cluster: the route rules of Calico 2.6 with the timers of today's. */
final class BirdNode {

    private BirdNode() {}

    static String configuration(ClusterShape shape, LabNode node) {
        List<String> blocks = shape.blocksOf(node);
        return """
                log stderr all;
                router id %1$s;
                protocol device { scan time 2; }
                protocol direct { interface -"cali*", "*"; }
                protocol static {
                %2$s}
                protocol kernel {
                  learn; persist; scan time 2;
                  import all; export all;
                  graceful restart;
                }
                filter to_peers {
                %3$s  if (net ~ %4$s) then accept;
                  reject;
                }
                template bgp calico {
                  local as %5$d;
                  source address %1$s;
                  multihop; gateway recursive; next hop self;
                  import all; export filter to_peers;
                  add paths on; graceful restart;
                  connect delay time 2; connect retry time 5; error wait time 5,30;
                }
                %6$s""".formatted(
                        node.address(),
                        lines(blocks, "  route %s blackhole;\n"),
                        lines(blocks, "  if (net = %1$s) then accept;\n  if (net ~ %1$s) then reject;\n"),
                        ClusterShape.POOL,
                        ClusterShape.AS,
                        peers(shape, node));
    }

    private static String peers(ClusterShape shape, LabNode node) {
        StringBuilder text = new StringBuilder();
        if (shape.has(Link.REFLECTOR)) {
            text.append(peer("Global", ClusterShape.REFLECTOR.address(), false));
        }
        for (LabNode other : shape.nodes()) {
            if (shape.arePeers(node, other)) {
                boolean meshed = !isRenamed(shape, node, other);
                boolean waits = meshed && other.address().compareTo(node.address()) > 0;
                text.append(peer(meshed ? "Mesh" : "Node", other.address(), waits));
            }
        }
        return text.toString();
    }

    /** In Calico's words. To BIRD that is another session; the third node is spared that, as it is not the one that is looked at. */
    private static boolean isRenamed(ClusterShape shape, LabNode node, LabNode other) {
        return node.equals(TrafficLab.SUBJECT) && (shape.isReflector(node) || shape.isReflector(other));
    }

    private static String peer(String sort, String address, boolean passive) {
        return "protocol bgp %s_%s from calico { neighbor %s as %d;%s }\n"
                .formatted(sort, address.replace('.', '_'), address, ClusterShape.AS, passive ? " passive on;" : "");
    }

    private static String lines(List<String> blocks, String line) {
        return blocks.stream().map(line::formatted).collect(Collectors.joining());
    }
}
