package io.nightjar.conformance.traffic;

import io.nightjar.daemon.lab.LabNode;
import io.nightjar.daemon.lab.LabSite;
import io.nightjar.daemon.lab.Workload;
import java.util.ArrayList;
import java.util.List;

/** The second family of the nodes on which Nightjar runs: BIRD 1.6 would need a process of its own for it. */
final class Ipv6Half {

    static final String NETWORK = "fd00:17:8::/64";
    static final String POOL = "fd00:96::/32";

    /** What a link with the host side's MAC calls itself. */
    private static final String WORKLOAD_GATEWAY = "fe80::ecee:eeff:feee:eeee";

    private Ipv6Half() {}

    /** A node's address ends like that of its first family. */
    static String address(LabNode node) {
        return "fd00:17:8::" + number(node);
    }

    static String block(LabNode node) {
        return "fd00:96:" + number(node) + "::/122";
    }

    /** The address of a node's first workload. */
    static String workload(LabNode node) {
        return "fd00:96:" + number(node) + "::1";
    }

    private static String number(LabNode node) {
        return node.address().substring(node.address().lastIndexOf('.') + 1);
    }

    /** Gives a node an address, and its first workload one with the way to it and from it. */
    static void build(LabSite site, LabNode node) {
        site.output(node.name(), "sh", "-c", "echo 1 > /proc/sys/net/ipv6/conf/all/forwarding");
        ip(site, node.name(), "address", "add", address(node) + "/64", "dev", ClusterShape.INTERFACE, "nodad");
        for (Workload workload : node.workloads().stream().limit(1).toList()) {
            ip(site, node.name(), "route", "add", workload(node) + "/128", "dev", workload.interfaceName());
            ip(site, workload.name(), "address", "add", workload(node) + "/128", "dev", "eth0", "nodad");
            ip(site, workload.name(), "route", "add", "default", "via", WORKLOAD_GATEWAY, "dev", "eth0");
        }
    }

    private static void ip(LabSite site, String member, String... words) {
        List<String> all = new ArrayList<>(List.of("ip", "-6"));
        all.addAll(List.of(words));
        site.output(member, all.toArray(String[]::new));
    }
}
