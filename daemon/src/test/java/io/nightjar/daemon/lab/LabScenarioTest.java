package io.nightjar.daemon.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LabScenarioTest {

    private static final String RESOURCES = "/calico/resources/v3/projectcalico.org/";

    private final LabPlan plan = LabPlan.walkthrough();

    private LabScenario scenario(LabDatastore datastore, String reflector) {
        return LabScenario.of(plan, datastore, reflector);
    }

    private static Iterable<String> peers(LabScenario scenario, String node) {
        return scenario.peers(scenario.plan().node(node)).stream()
                .map(LabNode::name)
                .toList();
    }

    @Test
    void inAMeshEverybodyIsEverybodysPeer() {
        LabScenario mesh = LabScenario.mesh(plan);
        assertThat(peers(mesh, "node01")).containsExactly("node00", "node02");
        assertThat(mesh.owners()).isEqualTo(plan.nodes());
        assertThat(mesh.keys()).isEqualTo(CalicoKeys.of(plan));
    }

    @Test
    void aReflectorIsTheOnlyPeerOfTheOthers() {
        for (LabDatastore datastore : LabDatastore.values()) {
            LabScenario star = scenario(datastore, "node00");
            assertThat(peers(star, "node00")).containsExactly("node01", "node02");
            assertThat(peers(star, "node01")).containsExactly("node00");
        }
    }

    @Test
    void inCalico2TheReflectorIsNoNodeAndHasNothingOfItsOwn() {
        LabScenario star = scenario(LabDatastore.ETCDV2, "node00");
        LabNode reflector = star.plan().node("node00");
        assertThat(reflector.workloads()).isEmpty();
        assertThat(star.isStandaloneReflector(reflector)).isTrue();
        assertThat(star.keys())
                .containsEntry("/calico/bgp/v1/global/node_mesh", "{\"enabled\":false}")
                .containsEntry(
                        "/calico/bgp/v1/global/peer_v4/172.17.8.100", "{\"ip\":\"172.17.8.100\",\"as_num\":\"64512\"}")
                .containsEntry(
                        "/calico/bgp/v1/rr_v4/172.17.8.100", "{\"ip\":\"172.17.8.100\",\"cluster_id\":\"244.0.0.1\"}")
                .containsKey("/calico/bgp/v1/host/node01/ip_addr_v4")
                .doesNotContainKey("/calico/bgp/v1/host/node00/ip_addr_v4")
                .doesNotContainKey("/calico/ipam/v2/host/node00/ipv4/block/192.168.18.64-26");
        assertThat(ExpectedRoutes.of(star, reflector)).isEmpty();
        assertThat(ExpectedRoutes.of(star, star.plan().node("node01")))
                .containsExactlyInAnyOrder(
                        "blackhole 192.168.196.128/26 proto bird",
                        "192.168.140.64/26 via 172.17.8.102 dev enp0s8 proto bird");
        assertThat(PlannedBird.configuration(star, star.plan().node("node02")))
                .contains("protocol bgp Global_172_17_8_100 ")
                .doesNotContain("172_17_8_101");
    }

    @Test
    void inCalico3TheReflectorIsANodeAndRoutesHaveAMetric() {
        LabScenario star = scenario(LabDatastore.ETCDV3, "node00");
        Map<String, String> keys = star.keys();
        assertThat(star.isStandaloneReflector(star.plan().node("node00"))).isFalse();
        assertThat(keys.get(RESOURCES + "nodes/node00"))
                .contains("\"route-reflector\":\"true\"", "\"routeReflectorClusterID\":\"244.0.0.1\"");
        assertThat(keys.get(RESOURCES + "nodes/node01"))
                .contains("\"ipv4Address\":\"172.17.8.101/24\"")
                .doesNotContain("eflector");
        assertThat(keys.get(RESOURCES + "bgpconfigurations/default")).contains("\"nodeToNodeMeshEnabled\":false");
        assertThat(keys.get(RESOURCES + "bgppeers/route-reflectors"))
                .contains("\"nodeSelector\":\"all()\"", "\"peerSelector\":\"route-reflector == 'true'\"");
        assertThat(ExpectedRoutes.of(star, star.plan().node("node00")))
                .containsExactlyInAnyOrder(
                        "blackhole 192.168.18.64/26 proto bird",
                        "192.168.196.128/26 via 172.17.8.101 dev enp0s8 proto bird metric 1024",
                        "192.168.140.64/26 via 172.17.8.102 dev enp0s8 proto bird metric 1024");
    }

    @Test
    void withoutAReflectorResourcesAskForTheMesh() {
        Map<String, String> keys = scenario(LabDatastore.ETCDV3, "").keys();
        assertThat(keys.get(RESOURCES + "bgpconfigurations/default")).contains("\"nodeToNodeMeshEnabled\":true");
        assertThat(keys)
                .doesNotContainKey(RESOURCES + "bgppeers/route-reflectors")
                .containsKey(RESOURCES + "clusterinformations/default")
                .containsEntry(
                        "/calico/ipam/v2/host/node02/ipv4/block/192.168.140.64-26",
                        keys.get("/calico/ipam/v2/host/node00/ipv4/block/192.168.18.64-26"));
    }

    @Test
    void whatIsUnknownIsRefused() {
        assertThatThrownBy(() -> scenario(LabDatastore.KEYS, "node77"))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("there is no node node77");
        assertThatThrownBy(() -> LabDatastore.named("kubernetes"))
                .hasMessage("--datastore: 'kubernetes' is neither etcdv2 nor etcdv3");
        assertThat(LabDatastore.named("EtcdV2")).isEqualTo(LabDatastore.ETCDV2);
    }
}
