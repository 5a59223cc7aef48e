package io.nightjar.conformance.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.nightjar.calico.model.ClusterState;
import io.nightjar.calico.model.ClusterStateBuilder;
import io.nightjar.calico.testing.ClusterKeys;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Any value of any key that we read, beside a healthy cluster: key, value. */
class DatastoreFuzzTest {

    static final List<String> KEYS = List.of(
            ClusterKeys.global("as_num"),
            ClusterKeys.global("node_mesh"),
            ClusterKeys.global("custom_filters/v4/x"),
            ClusterKeys.host("a", "ip_addr_v4"),
            ClusterKeys.host("a", "ip_addr_v6"),
            ClusterKeys.host("a", "network_v4"),
            ClusterKeys.host("a", "as_num"),
            ClusterKeys.global("peer_v4/10.0.0.9"),
            ClusterKeys.host("a", "peer_v6/fd00::9"),
            ClusterKeys.poolKey("192.168.0.0/16"),
            ClusterKeys.blockKey("a", "192.168.18.64/26"));

    static Stream<byte[]> seeds() {
        return Seeds.datastoreValues(KEYS.size());
    }

    @MethodSource("seeds")
    @Timeout(30)
    @FuzzTest
    void value(byte[] input) {
        if (input.length == 0) {
            return;
        }
        String key = KEYS.get((input[0] & 0xff) % KEYS.size());
        String value = new String(Arrays.copyOfRange(input, 1, input.length), StandardCharsets.UTF_8);
        ClusterKeys healthy =
                new ClusterKeys().node("b", "10.0.0.2").pool("10.9.0.0/16").block("b", "10.9.0.0/26", "");
        ClusterState state =
                new ClusterStateBuilder().update(healthy.put(key, value).view());
        Check.equal(state.nodes().get("b").ipv4().address().toString(), "10.0.0.2", "the healthy node");
        Check.that(
                state.pools().stream().anyMatch(pool -> pool.cidr().toString().equals("10.9.0.0/16")),
                () -> "the healthy pool is gone");
        Check.that(
                state.affinities().stream().anyMatch(block -> block.node().equals("b")),
                () -> "the healthy block is gone");
        Check.that(state.rejected().unusables().size() <= 1, () -> "more than one object: " + state.rejected());
    }
}
