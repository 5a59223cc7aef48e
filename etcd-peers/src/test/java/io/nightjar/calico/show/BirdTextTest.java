package io.nightjar.calico.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.calico.model.ClusterStateBuilder;
import io.nightjar.calico.model.SecretKeyRef;
import io.nightjar.calico.plan.LocalInputs;
import io.nightjar.calico.plan.NodePlan;
import io.nightjar.calico.plan.Plan;
import io.nightjar.calico.plan.PlanSettings;
import io.nightjar.calico.plan.SpeakerPlanner;
import io.nightjar.calico.store.KeyValueView;
import io.nightjar.calico.testing.ClusterKeys;
import io.nightjar.calico.testing.Resources;
import io.nightjar.calico.testing.RichCluster;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BirdTextTest {

    private static final LocalInputs INPUTS =
            new LocalInputs(Map.of(new SecretKeyRef("mesh", "key"), "geheim"), List.of());

    private static NodePlan plan(KeyValueView view) {
        Plan plan = new SpeakerPlanner(PlanSettings.of("own")).plan(new ClusterStateBuilder().update(view), INPUTS);
        return ((Plan.Ready) plan).node();
    }

    private static String text(NodePlan plan, int family) {
        return BirdText.of(plan, plan.families().get(family), false);
    }

    @Test
    void saysWhatThePlanSays() {
        String text = text(plan(RichCluster.resources().view()), 0);
        assertThat(text.lines().map(String::strip))
                .contains(
                        "router id 10.0.0.1;",
                        "listen bgp address 10.0.0.1 port 1179;",
                        "protocol direct { interface -\"docker0\", -\"virbr*\", -\"cali*\", -\"kube-ipvs*\", \"*\"; }",
                        "if (net ~ 10.96.0.0/12) then reject;",
                        "if (source = RTS_BGP && bgp_next_hop = 10.0.0.2) then reject;",
                        "if (net ~ 172.16.0.0/16) then reject;",
                        "if (net ~ 192.168.0.0/16) then accept;",
                        "route 192.168.18.64/26 blackhole;",
                        "route 10.0.0.254/32 via 10.0.0.253;",
                        "protocol bgp Global_10_0_0_254_port_500 from bgp_template {",
                        "local as 65002;",
                        "neighbor 10.0.0.254 port 500 as 65001;",
                        "multihop 1;",
                        "ttl security on;",
                        "graceful restart time 30;",
                        "keepalive time 9;",
                        "next hop keep;",
                        "allow local as 2;",
                        "passive on;",
                        "password \"(password)\";",
                        "if ! (net ~ [ 10.0.0.0/8{16,32} ]) then { reject; } # BGPFilter f, importV4[0]",
                        "if (net = 10.1.0.0/16) then { reject; } # BGPFilter f, importV4[1]",
                        "if (source = RTS_BGP) && ((1,2) ~ bgp_community) then { reject; } # BGPFilter f, importV4[3]",
                        "if ((1,2,3) ~ bgp_large_community) then { reject; } # BGPFilter f, importV4[4]",
                        "if (bgp_path ~ [= 65001 65002 * =]) then { reject; } # BGPFilter f, importV4[5]",
                        "if (defined(bgp_local_pref) && bgp_local_pref >= 2147483135 && bgp_local_pref <= 2147483135)"
                                + " then { bgp_community.add((7,7)); bgp_large_community.add((7,7,7));"
                                + " bgp_path.prepend(65006); bgp_path.prepend(65005); bgp_local_pref = 2147483638; accept; }"
                                + " # BGPFilter f, importV4[6]",
                        "if (net ~ [ 192.168.0.0/16{16,32} ]) then { bgp_community.add((64512,100));"
                                + " bgp_large_community.add((64512,300,1)); } # communities of 192.168.0.0/16")
                .noneMatch(line -> line.contains("geheim"));
    }

    @Test
    void showsPasswordsWhenAsked() {
        NodePlan plan = plan(RichCluster.resources().view());
        assertThat(BirdText.of(plan, plan.families().get(0), true)).contains("password \"geheim\";");
    }

    @Test
    void ofAFamilyWithoutAnAddressHasNoPeers() {
        String text =
                text(plan(new Resources().node("own", "10.0.0.1/24", "", "").view()), 1);
        assertThat(text).contains("protocol kernel").doesNotContain("template", "protocol bgp", "protocol static");
    }

    @Test
    void leadsThroughTunnelsInTheOlderLayout() {
        ClusterKeys keys = new ClusterKeys().node("own", "10.0.0.1").node("b", "10.0.0.2");
        keys.put(ClusterKeys.host("own", "network_v4"), "10.0.0.0/24")
                .pool("192.168.0.0/16", "tunl0", "cross-subnet")
                .pool("172.16.0.0/16", "tunl0", "always")
                .block("own", "192.168.0.0/26", "");
        String text = text(plan(keys.view()), 0);
        assertThat(text)
                .contains(
                        "if (defined(bgp_next_hop) && bgp_next_hop ~ 10.0.0.0/24) then krt_tunnel = \"\";"
                                + " else krt_tunnel = \"tunl0\"; accept; }",
                        "then { krt_tunnel = \"tunl0\"; accept; }",
                        "next hop self;",
                        "krt_metric >= 1 && krt_metric <= 1023");
    }

    @Test
    void reflectorsNameTheirClients() {
        Resources resources = new Resources()
                .node("own", "10.0.0.1/24", "", "", "routeReflectorClusterID: 1.0.0.1")
                .node("b", "10.0.0.2/24", "", "")
                .put("BGPPeer", "p", "peerSelector: all()");
        NodePlan plan = plan(resources.view());
        assertThat(text(plan, 0)).contains("rr client; rr cluster id 1.0.0.1;");
        assertThat(PlanText.of(plan)).contains("peer Global_10_0_0_2 AS 64512 dials client of 1.0.0.1");
    }

    @Test
    void thePlanForPeopleHasOneLineForEachThing() {
        String text = PlanText.of(plan(RichCluster.resources().view()));
        assertThat(text)
                .contains(
                        "identifier 10.0.0.1, AS 64512",
                        "  peer Global_10_0_0_254_port_500 AS 65001 port 500 dials filters f  # ",
                        "  peer Mesh_10_0_0_2 AS 64512 port 1179 waits with password  # ",
                        "  route 10.0.0.254/32 via 10.0.0.253  # ",
                        "  announced blocks 192.168.18.64/26",
                        "  hidden pools 172.20.0.0/16",
                        "  pool 172.16.0.0/16 programmed by Felix",
                        "  pool 192.168.0.0/16 programmed\n",
                        "  not programmed to 10.0.0.2");
    }

    @Test
    void jsonHidesPasswordsAndCutsLongNamesOfFilters() {
        NodePlan plan = plan(RichCluster.resources().view());
        assertThat(PlanJson.text(plan, false)).contains("\"(password)\"").doesNotContain("geheim");
        assertThat(PlanJson.text(plan, true)).contains("\"geheim\"");
        assertThat(PlanJson.of(plan, false).path("v4").path("communities").toString())
                .isEqualTo("[{\"cidr\":\"192.168.0.0/16\",\"communities\":[\"64512:100\",\"64512:300:1\"]}]");
        String name = "a".repeat(46);
        assertThat(BirdWords.filterName("a".repeat(45))).hasSize(45);
        assertThat(BirdWords.filterName(name)).matches("a{28}_[0-9A-F]{16}");
    }
}
