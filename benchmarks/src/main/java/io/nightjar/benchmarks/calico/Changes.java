package io.nightjar.benchmarks.calico;

import io.nightjar.calico.testing.LargeCluster;
import java.util.Map;

/** What changes, each time in another way. */
enum Changes {
    BLOCK("a block of the node"),
    LABEL("another node's label"),
    ADDRESS("another node's address"),
    FILTER("a rule of a filter"),
    POOL("a pool");

    private static final String BASE = "/calico/resources/v3/projectcalico.org/";

    private final String title;

    Changes(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** What is written in a round. */
    Map<String, String> values(int round) {
        return switch (this) {
            case BLOCK ->
                Map.of(
                        "/calico/ipam/v2/host/" + LargeCluster.node(0) + "/ipv4/block/192.168.200.0-26",
                        round % 2 == 0 ? "{\"state\":\"confirmed\"}" : "{\"state\":\"pending\"}");
            case LABEL -> node(1, "10.0.0.2", round);
            case ADDRESS -> node(2, "10.9.0." + (1 + round % 250), 0);
            case FILTER ->
                Map.of(
                        BASE + "bgpfilters/no-default",
                        "{\"kind\":\"BGPFilter\",\"metadata\":{\"name\":\"no-default\"},\"spec\":{\"importV4\":["
                                + "{\"action\":\"Reject\",\"cidr\":\"10." + round
                                + ".0.0/16\",\"matchOperator\":\"In\"}]}}");
            case POOL ->
                Map.of(
                        BASE + "ippools/extra",
                        "{\"kind\":\"IPPool\",\"metadata\":{\"name\":\"extra\"},\"spec\":{\"cidr\":\"10.200." + round
                                + ".0/24\"}}");
        };
    }

    private static Map<String, String> node(int index, String address, int label) {
        String name = LargeCluster.node(index);
        return Map.of(
                BASE + "nodes/" + name,
                "{\"kind\":\"Node\",\"metadata\":{\"name\":\"" + name
                        + "\",\"labels\":{\"rack\":\"r0\",\"round\":\"" + label
                        + "\"}},\"spec\":{\"bgp\":{\"ipv4Address\":\"" + address + "/16\"}}}");
    }
}
