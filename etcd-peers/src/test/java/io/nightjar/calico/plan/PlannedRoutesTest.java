package io.nightjar.calico.plan;

import static io.nightjar.calico.plan.SampleRoutes.heard;
import static io.nightjar.calico.testing.ClusterKeys.global;
import static io.nightjar.calico.testing.ClusterKeys.host;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.calico.model.ClusterStateBuilder;
import io.nightjar.calico.testing.ClusterKeys;
import io.nightjar.rib.config.KernelConfig;
import io.nightjar.rib.config.SpeakerConfig;
import io.nightjar.rib.policy.RoutePolicy;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which routes start here, and which are announced. */
class PlannedRoutesTest {

    private static final String OWN = "node00";

    private static final String BLOCK = "192.168.18.64/26";

    private final ClusterKeys keys = new ClusterKeys();

    private SpeakerConfig config() {
        Plan plan = new SpeakerPlanner(PlanSettings.of(OWN)).plan(new ClusterStateBuilder().update(keys.view()));
        assertThat(plan).isInstanceOf(Plan.Ready.class);
        return ((Plan.Ready) plan).config();
    }

    private static boolean accepts(RoutePolicy policy, String prefix) {
        return policy.evaluate(own(prefix)).accepted();
    }

    private static Route own(String prefix) {
        return Route.originated(Prefix.parse(prefix), "test");
    }

    private static boolean accepts(RoutePolicy policy, String prefix, String device, long metric) {
        RouteSource.Learned source = new RouteSource.Learned(80, metric, device);
        return policy.evaluate(Route.learned(Prefix.parse(prefix), null, source))
                .accepted();
    }

    private RoutePolicy exports() {
        return config().peers().get(0).policy().exportPolicy();
    }

    private void walkthrough() {
        keys.put(global("as_num"), "64512").put(global("node_mesh"), "{\"enabled\":true}");
        keys.node("node00", "172.17.8.100").node("node01", "172.17.8.101").node("node02", "172.17.8.102");
        keys.pool("192.168.0.0/16").block("node00", BLOCK, "confirmed");
        keys.block("node01", "192.168.196.128/26", "confirmed");
    }

    @Test
    void startHereForEachOwnBlockThatIsNotPending() {
        walkthrough();
        keys.block(OWN, "192.168.0.0/26", "pending")
                .block(OWN, "192.168.0.64/26", "pendingDeletion")
                .block(OWN, "10.1.0.1/32", "")
                .block(OWN, "fd80::/122", "confirmed");
        assertThat(config().originated())
                .extracting(route -> route.prefix().toString())
                .containsExactly("10.1.0.1/32", "192.168.0.64/26", BLOCK, "fd80::/122");
    }

    @Test
    void areAnnouncedAsWholeBlocksAndFromPoolsOnly() {
        walkthrough();
        assertThat(accepts(exports(), BLOCK)).isTrue();
        assertThat(accepts(exports(), "192.168.18.65/32")).isFalse();
        assertThat(accepts(exports(), "192.168.196.128/26")).isTrue();
        assertThat(accepts(exports(), "192.168.7.7/32")).isTrue();
        assertThat(accepts(exports(), "10.0.0.0/8")).isFalse();
        assertThat(accepts(exports(), "0.0.0.0/0")).isFalse();
    }

    @Test
    void outsideOfPoolsAreAnnouncedIfTheyAreOwnBlocks() {
        walkthrough();
        keys.block(OWN, "10.5.0.0/26", "confirmed").block(OWN, "10.6.0.0/26", "pendingDeletion");
        assertThat(accepts(exports(), "10.5.0.0/26")).isTrue();
        assertThat(accepts(exports(), "10.6.0.0/26")).isFalse();
    }

    @Test
    void ofABlockThatIsBeingGivenUpAreNotHiddenAnyMore() {
        walkthrough();
        keys.block(OWN, BLOCK, "pendingDeletion");
        assertThat(accepts(exports(), BLOCK)).isTrue();
        assertThat(accepts(exports(), "192.168.18.65/32")).isTrue();
    }

    @Test
    void nameWhatDecidedAboutThem() {
        walkthrough();
        assertThat(exports().evaluate(own(BLOCK)).origin()).isEqualTo("block " + BLOCK);
        assertThat(exports().evaluate(own("192.168.1.0/26")).origin()).isEqualTo("pool 192.168.0.0/16");
    }

    @Test
    void ofWorkloadsAreAnnouncedIfTheAddressIsBorrowedOrTheRouteIsElevated() {
        walkthrough();
        assertThat(accepts(exports(), "192.168.196.129/32", "cali12", 0)).isTrue();
        assertThat(accepts(exports(), "192.168.18.65/32", "cali12", 0)).isFalse();
        assertThat(accepts(exports(), "192.168.18.65/32", "cali12", 1024)).isFalse();
        assertThat(accepts(exports(), "192.168.18.65/32", "cali12", 512)).isTrue();
        assertThat(accepts(exports(), "10.0.0.1/32", "cali12", 512)).isFalse();
    }

    @Test
    void ofTunnelsAreOnlyToldToAnotherAs() {
        walkthrough();
        keys.put(global("peer_v4/172.17.8.1"), "{\"ip\":\"172.17.8.1\",\"as_num\":\"65001\"}");
        RoutePolicy external = config().peers().stream()
                .filter(peer -> peer.session().remote().asNumber().value() == 65001)
                .findFirst()
                .orElseThrow()
                .policy()
                .exportPolicy();
        RoutePolicy internal = config().peers().stream()
                .filter(peer -> peer.session().remote().asNumber().value() == 64512)
                .findFirst()
                .orElseThrow()
                .policy()
                .exportPolicy();
        for (String device : List.of("vxlan.calico", "wireguard.cali", "tunl0")) {
            assertThat(accepts(external, "192.168.196.128/26", device, 0)).isTrue();
            assertThat(accepts(internal, "192.168.196.128/26", device, 0)).isFalse();
        }
        assertThat(accepts(internal, "192.168.196.128/26", "eth0", 0)).isTrue();
        assertThat(accepts(external, "192.168.196.128/26", "bpfin.cali", 0)).isFalse();
    }

    @Test
    void ofTheTunnelThatIsOursStay() {
        walkthrough();
        keys.pool("192.168.0.0/16", "tunl0", "always");
        assertThat(accepts(exports(), "192.168.196.129/32", "tunl0", 0)).isTrue();
    }

    @Test
    void ofOneFamilyHaveNoPlaceInThePolicyOfTheOther() {
        walkthrough();
        RoutePolicy before = exports();
        keys.pool("fd80:24e2:f998:72d6::/64").block(OWN, "fd80:24e2:f998:72d6::/122", "");
        assertThat(exports()).isEqualTo(before);
    }

    /** Calico 2.6 said {@code export all} to bird6's kernel protocol, so pools say nothing, nor do their tunnels. */
    @Test
    void ofIpv6AreAllProgrammed() {
        walkthrough();
        keys.put(host(OWN, "ip_addr_v6"), "fd00::1").put(host("node01", "ip_addr_v6"), "fd00::2");
        keys.pool("fd80:24e2:f998:72d6::/64", "tunl0", "always").block(OWN, "fd80:24e2:f998:72d6::/122", "");
        KernelConfig kernel = config().kernel();
        for (String prefix : List.of("::/0", "2001:db8::/32", "fd80:24e2:f998:72d6::40/122")) {
            assertThat(kernel.exportPolicy().evaluate(heard(prefix, "fd00::2")).accepted())
                    .isTrue();
            assertThat(kernel.form().tunnels()).noneMatch(rule -> rule.matches(Prefix.parse(prefix)));
            assertThat(kernel.form().metric(heard(prefix, "fd00::2"))).isZero();
        }
        assertThat(accepts(kernel.exportPolicy(), "fd80:24e2:f998:72d6::/122")).isTrue();
    }
}
