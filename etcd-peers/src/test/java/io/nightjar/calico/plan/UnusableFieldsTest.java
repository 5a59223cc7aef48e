package io.nightjar.calico.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.calico.model.ClusterState;
import io.nightjar.calico.model.ClusterStateBuilder;
import io.nightjar.calico.testing.Resources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How far the harm of something goes that cannot be used. */
class UnusableFieldsTest {

    private static final String DEFAULT = Resources.BASE + "bgpconfigurations/default";

    private final ClusterStateBuilder builder = new ClusterStateBuilder();

    private final SpeakerPlanner planner = new SpeakerPlanner(PlanSettings.of("a"));

    private final Resources resources =
            new Resources().node("a", "10.0.0.1/24", "", "").node("b", "10.0.0.2/24", "", "");

    private Plan plan() {
        return planner.begin(builder.update(resources.view()), LocalInputs.NONE);
    }

    private Plan.Ready ready() {
        assertThat(plan()).isInstanceOf(Plan.Ready.class);
        return (Plan.Ready) plan();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "serviceExternalIPs: [{cidr: 203.0.113.7}]|'serviceExternalIPs[0]'",
                "serviceClusterIPs: [{}]|'serviceClusterIPs[0]'",
                "serviceLoadBalancerIPs: [x]|'serviceLoadBalancerIPs[0]'",
                "serviceLoadBalancerIPs: x|'serviceLoadBalancerIPs'",
                "serviceLoadBalancerAggregation: 1|'serviceLoadBalancerAggregation'",
                "nodeMeshMaxRestartTime: 2h|'nodeMeshMaxRestartTime'",
                "listenPort: 65536|'listenPort'",
                "bindMode: Host|'bindMode'",
                "ignoredInterfaces: docker0|'ignoredInterfaces'",
                "logSeverityScreen: 1|'logSeverityScreen'",
                "ipv4NormalRoutePriority: -1|'ipv4NormalRoutePriority'",
                "programClusterRoutes: Maybe|'programClusterRoutes'",
                "prefixAdvertisements: [{cidr: x, communities: ['1:2']}]|'prefixAdvertisements[0]'",
                "communities: [{name: x}], prefixAdvertisements: [{cidr: 10.0.0.0/8}]|'communities[0]'",
            },
            quoteCharacter = '"')
    void aFieldOfTheConfigurationIsLeftOutAndToldAndTheOthersHold(String field, String told) {
        resources.put("BGPConfiguration", "default", "asNumber: 65001, nodeToNodeMeshEnabled: false, " + field);
        Plan.Ready plan = ready();
        assertThat(plan.unusables()).isEmpty();
        assertThat(plan.config().local().asNumber()).isEqualTo(AsNumber.of(65001));
        assertThat(plan.config().peers()).isEmpty();
        assertThat(plan.notes()).singleElement().satisfies(note -> {
            assertThat(note.subject()).isEqualTo(DEFAULT);
            assertThat(note.text()).startsWith(told + " is not used: ");
        });
    }

    @Test
    void theOtherEntriesOfAListCount() {
        resources.put(
                "BGPConfiguration",
                "default",
                "serviceExternalIPs: [{cidr: 203.0.113.7}, {cidr: 203.0.113.64/26}, {}, {cidr: 'fd00::/64'}]");
        ClusterState state = builder.update(resources.view());
        assertThat(state.globals().settings().services().externalIps())
                .containsExactly(Prefix.parse("203.0.113.64/26"), Prefix.parse("fd00::/64"));
        assertThat(state.rejected().remarks())
                .extracting(ClusterState.Rejected.Remark::text)
                .containsExactly(
                        "'serviceExternalIPs[0]' is not used: a prefix without a length: '203.0.113.7'",
                        "'serviceExternalIPs[2]' is not used: 'cidr' is missing or empty");
    }

    @Test
    void aFieldOfOneNodesConfigurationIsLeftOut() {
        resources.put("BGPConfiguration", "node.a", "listenPort: 70000, logSeverityScreen: Debug");
        Plan.Ready plan = ready();
        assertThat(plan.node().logSeverity()).isEqualTo("debug");
        assertThat(plan.notes())
                .extracting(PlanNote::subject)
                .containsExactly(Resources.BASE + "bgpconfigurations/node.a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fe80::1/64", "::/64", "ff02::1", "10.0.0.9/24"})
    void anAddressWithWhichNoSessionIsPossibleLeavesTheOtherFamilyAlone(String address) {
        resources.node("a", "10.0.0.1/24", address, "");
        Plan.Ready plan = ready();
        assertThat(plan.config().peers())
                .extracting(peer -> peer.session().id().name())
                .containsExactly("Mesh_10_0_0_2");
        assertThat(plan.notes()).singleElement().satisfies(note -> {
            assertThat(note.subject()).isEqualTo(Resources.BASE + "nodes/a");
            assertThat(note.text()).startsWith("'bgp.ipv6Address' is not used: ");
        });
    }

    @Test
    void whatIsNoAddressLeavesTheVersionBeforeInForce() {
        resources.node("a", "10.0.0.1/24", "fd00::1/64", "");
        assertThat(ready().node().families()).hasSize(2);
        resources.node("a", "10.0.0.x/24", "fd00::1/64", "");
        Plan.Ready plan = ready();
        assertThat(plan.config().local().identifier()).hasToString("10.0.0.1");
        assertThat(plan.unusables())
                .extracting(unusable -> unusable.key(), unusable -> unusable.lastGoodInForce())
                .containsExactly(tuple(Resources.BASE + "nodes/a", true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not JSON",
                "[]",
                "{\"spec\":{\"asNumber\":0.5}}",
                "{\"spec\":{\"nodeToNodeMeshEnabled\":\"no\"}}",
                "{\"spec\":{\"nodeMeshPassword\":{\"secretKeyRef\":{\"name\":\"s\"}}}}"
            })
    void withoutTheConfigurationThatIsThereNothingBegins(String value) {
        resources.key(DEFAULT, value);
        assertThat(plan()).isInstanceOf(Plan.Waiting.class);
        assertThat(((Plan.Waiting) plan()).reason()).contains("waiting for node a: " + DEFAULT + " cannot be used: ");
        resources.put("BGPConfiguration", "default", "asNumber: 65001");
        assertThat(ready().config().local().asNumber()).isEqualTo(AsNumber.of(65001));
        resources.key(DEFAULT, value);
        assertThat(ready().config().local().asNumber()).isEqualTo(AsNumber.of(65001));
    }

    @Test
    void whoeverHasBegunWithoutItGoesOnWithoutIt() {
        assertThat(ready().config().local().asNumber()).isEqualTo(AsNumber.of(64512));
        resources.key(DEFAULT, "not JSON").node("c", "10.0.0.3/24", "", "");
        assertThat(planner.plan(builder.update(resources.view()))).isInstanceOfSatisfying(Plan.Ready.class, plan -> {
            assertThat(plan.config().peers()).hasSize(2);
            assertThat(plan.unusables()).hasSize(1);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"as_num", "node_mesh"})
    void theSameHoldsForTheOlderLayout(String key) {
        Resources older = new Resources()
                .key("/calico/bgp/v1/host/a/ip_addr_v4", "10.0.0.1")
                .key("/calico/bgp/v1/global/" + key, "x");
        assertThat(planner.begin(builder.update(older.view()), LocalInputs.NONE))
                .isInstanceOf(Plan.Waiting.class);
    }
}
