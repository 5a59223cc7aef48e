package io.nightjar.calico.model;

import static io.nightjar.calico.testing.ClusterKeys.global;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.peer.PeerTransport;
import io.nightjar.bgp.peer.TcpPassword;
import io.nightjar.calico.testing.ClusterKeys;
import io.nightjar.rib.config.PeerPolicy.NextHopMode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a peer's object may say beside address and AS number. */
class PeerOptionsTest {

    private static final String KEY = global("peer_v4/192.0.2.1");

    private static ClusterState state(String fields) {
        ClusterKeys keys = new ClusterKeys();
        keys.put(KEY, "{\"ip\":\"192.0.2.1\",\"as_num\":\"64512\"" + fields + "}");
        return new ClusterStateBuilder().update(keys.view());
    }

    private static PeerOptions options(String fields) {
        return state(fields).peers().get(0).options();
    }

    @Test
    void everyFieldArrives() {
        assertThat(options(",\"local_as_num\":\"65001\",\"password\":\"geheim\",\"ttl_security\":2,"
                        + "\"restart_time\":\"30\",\"keepalive_time\":\"10\",\"next_hop_mode\":\"Keep\","
                        + "\"keep_next_hop\":true,\"num_allow_local_as\":3"))
                .isEqualTo(new PeerOptions(
                        AsNumber.of(65001),
                        new PeerTransport(new TcpPassword("geheim"), 2, true),
                        new PeerOptions.Times(30, 10),
                        new PeerOptions.NextHop(NextHopMode.KEEP, true),
                        3,
                        List.of()));
    }

    @Test
    void fieldsThatSayNothingAreNotThere() {
        assertThat(options(",\"local_as_num\":\"0\",\"password\":null,\"ttl_security\":0,\"restart_time\":\"\","
                        + "\"keepalive_time\":\"0\",\"next_hop_mode\":\"\",\"keep_next_hop\":false,"
                        + "\"num_allow_local_as\":0,\"filters\":[],\"reachable_by\":\"\",\"port\":0,\"newer\":1"))
                .isEqualTo(PeerOptions.NONE);
        assertThat(options("")).isEqualTo(PeerOptions.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "local_as_num\":\"x\" | not an AS number: 'x'",
                "local_as_num\":23456 | AS 23456 is reserved",
                "ttl_security\":256 | not a number from 0 to 255: '256'",
                "ttl_security\":true | 'ttl_security' is not a string",
                "restart_time\":\"4096\" | not a number from 0 to 4095: '4096'",
                "restart_time\":\"-1\" | not a number from 0 to 4095: '-1'",
                "keepalive_time\":240 | not a number from 0 to 239: '240'",
                "keepalive_time\":1000000000000 | not a number from 0 to 239: '1000000000000'",
                "next_hop_mode\":\"self\" | none of Auto, Self and Keep: 'self'",
                "keep_next_hop\":\"yes\" | 'keep_next_hop' is neither true nor false",
                "num_allow_local_as\":11 | not a number from 0 to 10: '11'",
            })
    void aFieldThatCannotBeUsedIsNamedAndTheOthersHold(String field, String reason) {
        String name = field.substring(0, field.indexOf('"'));
        PeerOptions options = options(",\"password\":\"geheim\",\"" + field);

        assertThat(options.ignored()).containsExactly("'" + name + "' is not used: " + reason);
        assertThat(options.transport().password()).isEqualTo(new TcpPassword("geheim"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"filters\":[\"a\"]",
                "\"reachable_by\":\"10.0.0.1\"",
                "\"rr_cluster_id\":\"1.0.0.1\"",
                "\"port\":1790"
            })
    void whatIsNotUsedIsSaid(String field) {
        assertThat(options("," + field).ignored())
                .containsExactly("'" + field.substring(1, field.indexOf('"', 1)) + "' is not used");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"geheim\\u0000\"", "[\"geheim\"]", "\"geheim", "\"geheim\"}x"})
    void aPeerIsNotUsedWithoutItsPasswordWhichIsNeverPrinted(String password) {
        ClusterState state = state(",\"password\":" + password);

        assertThat(state.peers()).isEmpty();
        assertThat(state.rejected().unusables()).singleElement().satisfies(unusable -> {
            assertThat(unusable.key()).isEqualTo(KEY);
            assertThat(unusable.reason()).doesNotContain("geheim");
        });
    }

    @Test
    void aPasswordThatIsTooLongIsNotUsedEither() {
        assertThat(state(",\"password\":\"" + "p".repeat(81) + "\"").rejected().unusables())
                .singleElement()
                .satisfies(unusable -> assertThat(unusable.reason()).contains("1 to 80 octets"));
    }

    @ParameterizedTest
    @CsvSource({
        ", false, true, SELF",
        ", true, true, SELF",
        ", false, false, SELF",
        ", true, false, KEEP",
        "AUTO, true, false, AUTO",
        "KEEP, false, true, KEEP"
    })
    void aNextHopIsKeptWhereItMeansSomething(NextHopMode mode, boolean kept, boolean internal, NextHopMode result) {
        assertThat(new PeerOptions.NextHop(mode, kept).orElse(NextHopMode.SELF, internal))
                .isEqualTo(result);
    }
}
