package io.nightjar.calico.model;

import static io.nightjar.calico.testing.ClusterKeys.blockKey;
import static io.nightjar.calico.testing.ClusterKeys.global;
import static io.nightjar.calico.testing.ClusterKeys.host;
import static io.nightjar.calico.testing.ClusterKeys.poolKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.calico.model.BlockAffinity.State;
import io.nightjar.calico.model.IpPool.Encapsulation;
import io.nightjar.calico.testing.ClusterKeys;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterStateBuilderTest {

    private final ClusterKeys keys = new ClusterKeys();

    private final ClusterStateBuilder builder = new ClusterStateBuilder();

    private ClusterState state() {
        return builder.update(keys.view());
    }

    private Unusable onlyUnusable() {
        assertThat(state().rejected().unusables()).hasSize(1);
        return state().rejected().unusables().get(0);
    }

    @Nested
    class Globals {

        @Test
        void areCalicosDefaultsIfNobodySaysAnything() {
            assertThat(state().globals()).isEqualTo(new ClusterState.Globals(AsNumber.of(64512), true));
        }

        @ParameterizedTest
        @CsvSource({"64513, 64513", "1.10, 65546", "'65000\n', 65000", "4294967294, 4294967294"})
        void haveAnAsNumber(String text, long number) {
            keys.put(global("as_num"), text);
            assertThat(state().globals().asNumber()).isEqualTo(AsNumber.of(number));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "0", "4294967295", "23456", "4294967296", "-1", "64512x", "\"64512\"", "1.65536"})
        void refuseWhatNoSpeakerCanBeIn(String text) {
            keys.put(global("as_num"), text);
            assertThat(onlyUnusable().key()).isEqualTo(global("as_num"));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"enabled\":true}  | true",
                    "{\"enabled\": true} | true",
                    "{\"enabled\":false} | false",
                    "{ \"x\": [1], \"enabled\" : false } | false"
                })
        void readTheMeshAsJson(String json, boolean enabled) {
            keys.put(global("node_mesh"), json);
            assertThat(state().globals().meshEnabled()).isEqualTo(enabled);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"", "true", "{}", "{\"enabled\":\"true\"}", "{\"enabled\":true", "{\"enabled\":true} x", "[]"
                })
        void refuseAnyOtherMesh(String json) {
            keys.put(global("node_mesh"), json);
            assertThat(onlyUnusable().reason()).isNotBlank();
        }

        @ParameterizedTest
        @CsvSource({"info, info", "debug, debug", "'none\n', none", "INFO, info"})
        void haveALogLevel(String text, String severity) {
            keys.put(global("loglevel"), text);
            assertThat(state().globals().settings().node().logSeverity()).isEqualTo(severity);
        }

        @Test
        void refuseAnyOtherLogLevel() {
            keys.put(global("loglevel"), "warning");
            assertThat(onlyUnusable())
                    .isEqualTo(new Unusable(global("loglevel"), "neither debug nor info nor none: 'warning'", false));
        }

        @Test
        void tellOfFiltersThatWillNotBeApplied() {
            keys.put(global("custom_filters/v4/mine"), "if net = 0.0.0.0/0 then reject;");
            keys.put(global("custom_filters/v4/blank"), " \n");
            assertThat(state().rejected().customFilters())
                    .containsExactly(new CustomFilter(global("custom_filters/v4/mine")));
        }
    }

    @Nested
    class Nodes {

        @Test
        void haveAddressesNetworksAndAsNumbers() {
            keys.put(host("a", "ip_addr_v4"), "10.0.0.1")
                    .put(host("a", "network_v4"), "10.0.0.7/24")
                    .put(host("a", "ip_addr_v6"), "fd00:0::1")
                    .put(host("a", "network_v6"), "fd00::/64")
                    .put(host("a", "as_num"), "65001");
            assertThat(state().nodes().get("a"))
                    .isEqualTo(new CalicoNode(
                            "a",
                            AsNumber.of(65001),
                            new NodeAddress(true, IpAddress.parse("10.0.0.1"), Prefix.parse("10.0.0.0/24")),
                            new NodeAddress(true, IpAddress.parse("fd00::1"), Prefix.parse("fd00::/64"))));
        }

        @Test
        void mayHaveALogLevelOfTheirOwn() {
            keys.put(global("loglevel"), "info").put(host("a", "loglevel"), "debug");
            assertThat(state().nodes().get("a").settings().logSeverity()).isEqualTo("debug");
        }

        @Test
        void thatAreHalfDeletedAreThereWithWhatIsLeft() {
            keys.put(host("a", "network_v4"), "10.0.0.0/24");
            assertThat(state().nodes().get("a").ipv4().declared()).isFalse();
            assertThat(state().nodes().get("a").ipv6()).isEqualTo(NodeAddress.UNDECLARED);
        }

        @Test
        void withoutBgpSayItWithAnEmptyAddress() {
            keys.node("a", "").put(host("a", "network_v4"), "");
            assertThat(state().nodes().get("a").ipv4()).isEqualTo(new NodeAddress(true, null, null));
            assertThat(state().rejected().unusables()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "10.0.0",
                    "010.0.0.1",
                    "10.0.0.1/24",
                    "0.0.0.0",
                    "224.0.0.1",
                    "fd00::1",
                    "localhost",
                    "\u0661.1.1.1"
                })
        void refuseWhatIsNoIpv4AddressOfASession(String address) {
            keys.put(host("a", "ip_addr_v4"), address);
            assertThat(onlyUnusable().lastGoodInForce()).isFalse();
        }

        @ParameterizedTest
        @ValueSource(strings = {"10.0.0.1", "::", "fe80::1", "fe80::1%eth0", "ff02::1", "::ffff:10.0.0.1", "fd00:::1"})
        void refuseWhatIsNoIpv6AddressOfASession(String address) {
            keys.put(host("a", "ip_addr_v6"), address);
            assertThat(onlyUnusable().reason()).contains(address.substring(0, 2));
        }

        @ParameterizedTest
        @ValueSource(strings = {"10.0.0.0", "10.0.0.0/33", "fd00::/64", "x/8"})
        void refuseWhatIsNoNetwork(String network) {
            keys.put(host("a", "network_v4"), network);
            assertThat(onlyUnusable().key()).isEqualTo(host("a", "network_v4"));
        }
    }

    @Nested
    class Peers {

        @ParameterizedTest
        @ValueSource(strings = {"\"64512\"", "64512", "\"0.64512\""})
        void haveAnAsNumberAsStringOrNumber(String number) {
            keys.put(global("peer_v4/192.0.2.1"), "{\"ip\":\"192.0.2.1\",\"as_num\":" + number + ",\"new\":{}}");
            assertThat(state().peers())
                    .containsExactly(new BgpPeer(
                            global("peer_v4/192.0.2.1"),
                            BgpPeer.Nodes.ALL,
                            new BgpPeer.At(IpAddress.parse("192.0.2.1"), 0, AsNumber.of(64512)),
                            PeerOptions.NONE));
        }

        @Test
        void belongToANodeOrToAll() {
            keys.peer("global", "192.0.2.1", "65000").peer("a", "fd00::9", "65000");
            assertThat(state().peers()).extracting(BgpPeer::global).containsExactly(true, false);
            assertThat(state().peers())
                    .extracting(BgpPeer::nodes)
                    .containsExactly(BgpPeer.Nodes.ALL, new BgpPeer.Named("a"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "null",
                    "192.0.2.1",
                    "{\"ip\":\"192.0.2.1\"}",
                    "{\"as_num\":\"1\"}",
                    "{\"ip\":\"192.0.2.1\",\"as_num\":1.5}",
                    "{\"ip\":\"192.0.2.1\",\"as_num\":null}",
                    "{\"ip\":1,\"as_num\":\"1\"}",
                    "{\"ip\":\"fd00::1\",\"as_num\":\"1\"}",
                    "{\"ip\":\"192.0.2.1\",\"as_num\":99999999999999999999}"
                })
        void areRefusedIfAnythingIsMissingOrWrong(String json) {
            keys.put(global("peer_v4/192.0.2.1"), json);
            assertThat(onlyUnusable().key()).isEqualTo(global("peer_v4/192.0.2.1"));
        }
    }

    @Nested
    class Pools {

        @ParameterizedTest
        @CsvSource({
            "'', '', NONE",
            "'', always, NONE",
            "tunl0, '', IPIP_ALWAYS",
            "tunl0, always, IPIP_ALWAYS",
            "tunl0, cross-subnet, IPIP_CROSS_SUBNET"
        })
        void areEncapsulatedIfTheyNameADevice(String device, String mode, Encapsulation encapsulation) {
            keys.pool("192.168.0.0/16", device, mode);
            assertThat(state().pools())
                    .containsExactly(new IpPool(
                            poolKey("192.168.0.0/16"), Prefix.parse("192.168.0.0/16"), encapsulation, device));
        }

        @Test
        void countEvenIfDisabledOrWithoutAnyOtherField() {
            keys.put(poolKey("192.168.0.0/16"), "{\"cidr\":\"192.168.0.0/16\",\"disabled\":true}");
            keys.pool("fd80:24e2:f998:72d6::/64");
            assertThat(state().pools()).hasSize(2);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "{\"cidr\":\"192.168.0.0\"}",
                    "{\"cidr\":\"fd00::/64\"}",
                    "{\"cidr\":\"1.0.0.0/8\",\"ipip\":true}"
                })
        void areRefusedIfAnythingIsWrong(String json) {
            keys.put(poolKey("192.168.0.0/16"), json);
            assertThat(onlyUnusable().key()).isEqualTo(poolKey("192.168.0.0/16"));
        }

        @Test
        void areRefusedIfTheirModeIsUnknown() {
            keys.pool("192.168.0.0/16", "tunl0", "sometimes");
            assertThat(onlyUnusable().reason()).contains("ipip_mode", "sometimes");
        }
    }

    @Nested
    class Blocks {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "''                                       | IMPLICIT",
                    "{}                                       | IMPLICIT",
                    "{\"state\":\"\"}                         | IMPLICIT",
                    "{\"state\":\"confirmed\",\"deleted\":false} | CONFIRMED",
                    "{\"state\":\"pending\"}                  | PENDING",
                    "{\"state\":\"pendingDeletion\"}          | PENDING_DELETION"
                })
        void haveAStateThatMayBeUnsaid(String value, State state) {
            keys.put(blockKey("a", "192.168.18.64/26"), value);
            assertThat(state().affinities())
                    .containsExactly(new BlockAffinity(
                            blockKey("a", "192.168.18.64/26"), "a", Prefix.parse("192.168.18.64/26"), state));
        }

        @Test
        void areNamedByTheirKeyInBothFamilies() {
            keys.block("a", "10.1.0.1/32", "").block("a-b-c", "fd80:24e2:f998:72d7::/122", "");
            assertThat(state().affinities())
                    .extracting(BlockAffinity::block)
                    .containsExactlyInAnyOrder(Prefix.parse("10.1.0.1/32"), Prefix.parse("fd80:24e2:f998:72d7::/122"));
        }

        @Test
        void ofNoHostAreNotSeen() {
            keys.put("/calico/ipam/v2/virtual/load-balancer/ipv4/block/10.0.0.0-26", "{}")
                    .put("/calico/ipam/v2/@/a/ipv4/block/10.0.0.0-26", "{}");
            assertThat(state().affinities()).isEmpty();
            assertThat(state().rejected().unusables()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"10.0.0.0", "10.0.0.0-33", "10.0.0.0-2-6", "fd00::-122", "-26", "x-26"})
        void areRefusedIfTheirKeyIsNoBlock(String name) {
            keys.put("/calico/ipam/v2/host/a/ipv4/block/" + name, "{}");
            assertThat(onlyUnusable().reason()).isNotBlank();
        }

        @ParameterizedTest
        @ValueSource(strings = {"{\"state\":\"lost\"}", "{\"state\":1}", "confirmed", "{"})
        void areRefusedIfTheirStateIsUnknown(String value) {
            keys.put(blockKey("a", "10.0.0.0/26"), value);
            assertThat(onlyUnusable().key()).isEqualTo(blockKey("a", "10.0.0.0/26"));
        }
    }

    @Nested
    class LastGoodVersions {

        @Test
        void stayInForceWhileABrokenOneStandsInTheirPlace() {
            keys.put(global("as_num"), "65001");
            state();
            keys.put(global("as_num"), "oops");
            assertThat(state().globals().asNumber()).isEqualTo(AsNumber.of(65001));
            assertThat(onlyUnusable().lastGoodInForce()).isTrue();
            keys.put(global("as_num"), "oops again");
            assertThat(state().globals().asNumber()).isEqualTo(AsNumber.of(65001));
            keys.put(global("as_num"), "65002");
            assertThat(state().globals().asNumber()).isEqualTo(AsNumber.of(65002));
            assertThat(state().rejected().unusables()).isEmpty();
        }

        @Test
        void endWithTheDeletionOfTheKey() {
            keys.put(global("as_num"), "65001");
            state();
            keys.delete(global("as_num"));
            assertThat(state().globals().asNumber()).isEqualTo(AsNumber.of(64512));
            keys.put(global("as_num"), "oops");
            assertThat(state().globals().asNumber()).isEqualTo(AsNumber.of(64512));
            assertThat(onlyUnusable().lastGoodInForce()).isFalse();
        }

        @Test
        void ofAnEmptyValueAreNone() {
            keys.put(host("a", "network_v4"), "10.0.0.0/24");
            state();
            keys.put(host("a", "network_v4"), "");
            assertThat(state().nodes()).isEmpty();
        }
    }

    @Test
    void reasonsQuoteLittleAndOnlyPrintableText() {
        keys.put(global("as_num"), "\u001b[31m" + "x".repeat(10_000));
        assertThat(onlyUnusable().reason()).hasSizeLessThan(100).matches("[ -~]*");
    }

    @Test
    void theFollowedPrefixesHoldEveryKeyThatIsUnderstood() {
        keys.node("a", "10.0.0.1").pool("10.9.0.0/16").pool("fd80::/64").block("a", "10.9.0.0/26", "");
        keys.peer("global", "192.0.2.1", "65000").peer("a", "fd00::1", "65000");
        assertThat(keys.view().entries().keySet())
                .allMatch(key -> CalicoKeys.prefixes("a").stream().anyMatch(key::startsWith))
                .noneMatch(key -> key.startsWith(blockKey("b", "")));
    }

    @Test
    void keysOfNoKnownKindAreNobodysBusiness() {
        keys.put(global("mtu"), "1440")
                .put("/calico/bgp/v1/rr_v5/10.0.0.1", "{}")
                .put("/x", "");
        assertThat(state()).isEqualTo(new ClusterStateBuilder().update(new ClusterKeys().view()));
    }
}
