package io.nightjar.calico.plan;

import static io.nightjar.calico.plan.SampleRoutes.heard;
import static io.nightjar.calico.plan.SampleRoutes.own;
import static io.nightjar.calico.plan.SampleRoutes.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.Community;
import io.nightjar.bgp.attribute.LargeCommunities;
import io.nightjar.bgp.attribute.LargeCommunity;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.rib.policy.RoutePolicy;
import io.nightjar.rib.route.Route;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which communities announced routes get. */
class AnnouncedCommunitiesTest extends RoutesFixture {

    private static final String REMOTE = "192.168.196.128/26";

    private static Communities of(RoutePolicy policy, Route route) {
        return told(policy, route).find(Communities.class).orElse(Communities.of());
    }

    @Test
    void communitiesAreOnWhateverIsAnnounced() {
        cluster("communities: [{name: std, value: 64512:100}, {name: big, value: 64512:300:1}],"
                + " prefixAdvertisements: [{cidr: 192.168.0.0/16, communities: [std, big, unknown, 64512:200]}]");
        PathAttributes told = told(toMesh(), own(BLOCK));
        assertThat(told.find(Communities.class))
                .contains(Communities.of(Community.of(64512, 100), Community.of(64512, 200)));
        assertThat(told.find(LargeCommunities.class))
                .contains(new LargeCommunities(List.of(new LargeCommunity(64512, 300, 1))));
        resources.put(
                "BGPConfiguration",
                "node.own",
                "prefixAdvertisements: [{cidr: 192.168.0.0/16, communities: [std, 1:1]}]");
        assertThat(told(toMesh(), own(BLOCK)).find(Communities.class)).contains(Communities.of(Community.of(1, 1)));
    }

    @Test
    void aNodesListIsInsteadOfBothFamiliesOfTheOther() {
        cluster("prefixAdvertisements: [{cidr: 192.168.0.0/16, communities: ['64512:4']},"
                        + " {cidr: 'fd01::/64', communities: ['64512:6']}]")
                .put("BGPPeer", "six", "peerIP: 'fd00::254', asNumber: 65001")
                .put("IPPool", "six", "cidr: 'fd01::/64'");
        assertThat(of(toMesh(), own(BLOCK))).isEqualTo(Communities.of(Community.of(64512, 4)));
        assertThat(of(toSix(), own(SIX))).isEqualTo(Communities.of(Community.of(64512, 6)));
        resources.put(
                "BGPConfiguration",
                "node.own",
                "prefixAdvertisements: [{cidr: 192.168.0.0/16, communities: ['64512:9']}]");
        assertThat(of(toMesh(), own(BLOCK))).isEqualTo(Communities.of(Community.of(64512, 9)));
        assertThat(told(toSix(), own(SIX)).find(Communities.class)).isEmpty();
    }

    private RoutePolicy toSix() {
        return policy("Global_fd00__254").exportPolicy();
    }

    @Test
    void rangesOfServicesAndWhatWasHeardGetThemToo() {
        cluster("serviceClusterIPs: [{cidr: 10.96.0.0/12}],"
                + " prefixAdvertisements: [{cidr: 10.96.0.0/12, communities: ['64512:10']},"
                + " {cidr: 192.168.0.0/16, communities: ['64512:11', '65001:1']}]");
        for (RoutePolicy export : List.of(toMesh(), toTor())) {
            assertThat(of(export, own("10.96.0.0/12"))).isEqualTo(Communities.of(Community.of(64512, 10)));
            assertThat(of(export, heard(REMOTE, 100)))
                    .isEqualTo(Communities.of(Community.of(64512, 11), Community.of(65001, 1)));
        }
    }

    @Test
    void whatAFilterHasAcceptedGetsNone() {
        cluster("prefixAdvertisements: [{cidr: 192.168.0.0/16, communities: ['64512:11']}]")
                .put("BGPFilter", "f", "exportV4: [{action: Accept, cidr: " + REMOTE + ", matchOperator: Equal}]");
        assertThat(of(toTor(), heard(REMOTE, 100))).isEqualTo(Communities.of(Community.of(65001, 1)));
        assertThat(of(toMesh(), heard(REMOTE, 100)))
                .isEqualTo(Communities.of(Community.of(64512, 11), Community.of(65001, 1)));
    }
}
