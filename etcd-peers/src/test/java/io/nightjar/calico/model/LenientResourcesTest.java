package io.nightjar.calico.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.calico.testing.Resources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one field says that cannot be used harms no other field, unless it decides who talks to whom. */
class LenientResourcesTest {

    private static final String KEY = Resources.BASE + "bgpconfigurations/default";

    private static ClusterState state(Resources resources) {
        return new ClusterStateBuilder().update(resources.view());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "nodeMeshMaxRestartTime: 2h | 'nodeMeshMaxRestartTime' is not used: more than 4095 s",
                "bindMode: Some | 'bindMode' is not used: neither None nor NodeIP: 'Some'",
                "listenPort: 70000 | 'listenPort' is not used: 'listenPort' is not a number from 1 to 65535",
                "ipv4NormalRoutePriority: x | 'ipv4NormalRoutePriority' is not used: 'ipv4NormalRoutePriority' is not a whole number",
                "programClusterRoutes: Perhaps | 'programClusterRoutes' is not used: 'Perhaps'",
                "prefixAdvertisements: [{cidr: 10.0.0.0/8, communities: ['1:99999']}]"
                        + " | 'prefixAdvertisements' is not used: not a community: '1:99999'",
                "ignoredInterfaces: x | 'ignoredInterfaces' is not used: 'ignoredInterfaces' is not a list"
            })
    void ofBgpConfigurationEachFieldStandsForItself(String field, String remark) {
        ClusterState state = state(new Resources()
                .put(
                        "BGPConfiguration",
                        "default",
                        "nodeToNodeMeshEnabled: false, asNumber: 65001, serviceClusterIPs: [{cidr: 10.96.0.0/12}], "
                                + field));
        assertThat(state.rejected().unusables()).isEmpty();
        assertThat(state.globals().meshEnabled()).isFalse();
        assertThat(state.globals().asNumber()).hasToString("65001");
        assertThat(state.globals().settings().services().clusterIps()).containsExactly(Prefix.parse("10.96.0.0/12"));
        assertThat(state.rejected().remarks()).contains(new ClusterState.Rejected.Remark(KEY, remark));
    }

    @Test
    void ofRangesOfServicesEachStandsForItself() {
        ClusterState state = state(new Resources()
                .put("BGPConfiguration", "default", "serviceExternalIPs: [{cidr: 10.1.0.0/33}, {cidr: 10.2.0.0/16}]"));
        assertThat(state.globals().settings().services().externalIps()).containsExactly(Prefix.parse("10.2.0.0/16"));
        assertThat(state.rejected().remarks()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "nodeToNodeMeshEnabled: maybe | 'nodeToNodeMeshEnabled' is neither true nor false",
                "asNumber: x                  | 'asNumber': not an AS number: 'x'"
            })
    void whoTalksToWhomMustBeReadable(String field, String reason) {
        ClusterState state = state(new Resources().put("BGPConfiguration", "default", field.strip()));
        assertThat(state.rejected().unusables()).containsExactly(new Unusable(KEY, reason, false));
    }

    @Test
    void anAddressOfANodeThatIsNoneLeavesTheOtherFamily() {
        ClusterState state = state(new Resources().node("a", "10.0.0.1/24", "fe80::1/64", "rack: r1"));
        CalicoNode node = state.nodes().get("a");
        assertThat(node.ipv4().address()).hasToString("10.0.0.1");
        assertThat(node.ipv6().address()).isNull();
        assertThat(state.rejected().unusables()).isEmpty();
        assertThat(state.rejected().remarks())
                .containsExactly(new ClusterState.Rejected.Remark(
                        Resources.BASE + "nodes/a", "'ipv6Address' is not used: no session is possible with fe80::1"));
    }

    @Test
    void pathsOfFiltersMayHaveNumbersThatNoSpeakerHas() {
        ClusterState state = state(new Resources()
                .put("BGPConfiguration", "default", "")
                .put("BGPFilter", "f", "importV4: [{action: Reject, asPathPrefix: [23456, 4294967295]}]")
                .put("BGPFilter", "g", "exportV4: [{action: Accept, operations: [{prependASPath: {prefix: [0]}}]}]"));
        assertThat(state.rejected().unusables()).singleElement().satisfies(unusable -> {
            assertThat(unusable.key()).endsWith("bgpfilters/g");
            assertThat(unusable.reason()).contains("AS 0");
        });
    }
}
