package io.nightjar.calico.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.calico.testing.ClusterKeys;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class HostileValuesProperties {

    private static final List<String> KEYS = List.of(
            ClusterKeys.global("as_num"),
            ClusterKeys.global("node_mesh"),
            ClusterKeys.host("a", "ip_addr_v4"),
            ClusterKeys.host("a", "ip_addr_v6"),
            ClusterKeys.host("a", "network_v4"),
            ClusterKeys.host("a", "as_num"),
            ClusterKeys.global("peer_v4/10.0.0.9"),
            ClusterKeys.host("a", "peer_v6/fd00::9"),
            ClusterKeys.poolKey("192.168.0.0/16"),
            ClusterKeys.blockKey("a", "192.168.18.64/26"));

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.of(KEYS);
    }

    /** Text at random, and text that is nearly right. */
    @Provide
    Arbitrary<String> values() {
        Arbitrary<String> fragments = Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        "\"",
                        ":",
                        ",",
                        "ip",
                        "as_num",
                        "cidr",
                        "enabled",
                        "state",
                        "true",
                        "null",
                        "64512",
                        "10.0.0.1",
                        "/16",
                        "fd00::",
                        "1e999",
                        "-",
                        "\\u0000",
                        "\\",
                        " ",
                        "\u0000",
                        "\ud800")
                .list()
                .ofMaxSize(20)
                .map(parts -> String.join("", parts));
        Arbitrary<String> nested =
                Arbitraries.integers().between(1, 20_000).map(depth -> "{\"ip\":".repeat(depth) + "[".repeat(depth));
        return Arbitraries.oneOf(Arbitraries.strings(), fragments, nested);
    }

    @Property
    void noTextIsAnExceptionAndNoneHarmsAnotherObject(@ForAll("keys") String key, @ForAll("values") String value) {
        ClusterKeys healthy =
                new ClusterKeys().node("b", "10.0.0.2").pool("10.9.0.0/16").block("b", "10.9.0.0/26", "");
        ClusterState state =
                new ClusterStateBuilder().update(healthy.put(key, value).view());
        assertThat(state.nodes().get("b").ipv4().address()).hasToString("10.0.0.2");
        assertThat(state.pools()).extracting(pool -> pool.cidr().toString()).contains("10.9.0.0/16");
        assertThat(state.affinities()).extracting(BlockAffinity::node).contains("b");
        assertThat(state.rejected().unusables()).hasSizeLessThanOrEqualTo(1);
    }

    @Property
    void noKeyIsAnException(@ForAll("odd") String key) {
        assertThat(new ClusterStateBuilder()
                        .update(new ClusterKeys().put(key, "{}").view()))
                .isNotNull();
    }

    @Provide
    Arbitrary<String> odd() {
        Arbitrary<String> heads =
                Arbitraries.of(Stream.concat(KEYS.stream(), Stream.of("/calico/ipam/v2/host/a/ipv4/block/", "/"))
                        .toList());
        return heads.flatMap(head -> Arbitraries.strings().map(tail -> head + tail));
    }
}
