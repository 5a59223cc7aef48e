package io.nightjar.calico.plan;

import static io.nightjar.calico.plan.SampleRoutes.heard;
import static io.nightjar.calico.plan.SampleRoutes.own;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.calico.model.SecretKeyRef;
import io.nightjar.rib.config.PeerPolicy.NextHopMode;
import io.nightjar.rib.config.SpeakerPeer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which workloads of a node are its peers, and what those sessions are like. */
class WorkloadPeersTest extends PeersFixture {

    private static final List<WorkloadEndpoint> ENDPOINTS = List.of(
            new WorkloadEndpoint("w", IpAddress.parse("192.168.0.1"), IpAddress.parse("fd01::1")),
            new WorkloadEndpoint("w", null, IpAddress.parse("fd01::2")),
            new WorkloadEndpoint("other", IpAddress.parse("192.168.0.2"), null));

    private static final String WORKLOADS = "localWorkloadSelector: has(bgp), asNumber: 65401";

    @Test
    void workloadsOfThisNodeDialUs() {
        inputs = new LocalInputs(Map.of(), ENDPOINTS);
        cluster("nodeToNodeMeshEnabled: false")
                .put(
                        "BGPPeer",
                        "w",
                        "localWorkloadSelector: has(bgp), asNumber: 65401, ttlSecurity: 1, nextHopMode: Keep,"
                                + " keepaliveTime: 9s, localASNumber: 65400");
        assertThat(names())
                .containsExactly("Local_Workload_192_168_0_1", "Local_Workload_fd01__1", "Local_Workload_fd01__2");
        SpeakerPeer peer = peer("Local_Workload_192_168_0_1");
        assertThat(peer.session().passive()).isTrue();
        assertThat(peer.session().local().address()).isNull();
        assertThat(peer.session().local().asNumber().value()).isEqualTo(65400);
        assertThat(peer.session().transport().ttlSecurity()).isFalse();
        assertThat(peer.session().timers().keepaliveSeconds()).isZero();
        assertThat(peer.policy().nextHop()).isEqualTo(NextHopMode.AUTO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"node: own", "nodeSelector: has(me)", "nodeSelector: all()"})
    void theyAreThoseOfTheNodesThatAreMeant(String nodes) {
        inputs = new LocalInputs(Map.of(), ENDPOINTS);
        cluster("nodeToNodeMeshEnabled: false").put("BGPPeer", "w", WORKLOADS + ", " + nodes);
        assertThat(names())
                .containsExactly("Local_Workload_192_168_0_1", "Local_Workload_fd01__1", "Local_Workload_fd01__2");
        assertThat(peer("Local_Workload_fd01__2").session().remote().asNumber().value())
                .isEqualTo(65401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"node: b", "nodeSelector: has(rr)"})
    void thoseOfOtherNodesAreNotOurs(String nodes) {
        inputs = new LocalInputs(Map.of(), ENDPOINTS);
        cluster("nodeToNodeMeshEnabled: false").put("BGPPeer", "w", WORKLOADS + ", " + nodes);
        assertThat(names()).isEmpty();
        assertThat(plan().unusables()).isEmpty();
    }

    @Test
    void onlyFiltersAndTheOwnNumberCountForThem() {
        inputs = new LocalInputs(Map.of(new SecretKeyRef("s", "there"), "geheim"), ENDPOINTS);
        cluster("nodeToNodeMeshEnabled: false")
                .put("BGPFilter", "f", "importV4: [{action: Reject}], exportV4: [{action: Accept}]");
        for (String key : List.of("there", "absent")) {
            resources.put(
                    "BGPPeer",
                    "w",
                    WORKLOADS + ", node: own, filters: [f], maxRestartTime: 30s, keepaliveTime: 9s,"
                            + " numAllowedLocalASNumbers: 2, password: {secretKeyRef: {name: s, key: " + key + "}}");
            SpeakerPeer peer = peer("Local_Workload_192_168_0_1");
            assertThat(peer.session().transport().password()).isNull();
            assertThat(peer.session().features().gracefulRestart().restartSeconds())
                    .isEqualTo(120);
            assertThat(peer.session().timers().keepaliveSeconds()).isZero();
            assertThat(peer.policy().allowedLocalAs()).isZero();
            assertThat(peer.policy()
                            .importPolicy()
                            .evaluate(heard("10.0.0.0/8", 100))
                            .origin())
                    .isEqualTo("BGPFilter f, importV4[0]");
            assertThat(peer.policy().exportPolicy().evaluate(own("10.0.0.0/8")).origin())
                    .isEqualTo("BGPFilter f, exportV4[0]");
            assertThat(notes()).noneMatch(note -> note.contains("secret"));
        }
    }
}
