package io.nightjar.calico.plan;

import static io.nightjar.calico.plan.SampleRoutes.accepts;
import static io.nightjar.calico.plan.SampleRoutes.heard;
import static io.nightjar.calico.plan.SampleRoutes.own;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.config.OriginatedRoute;
import io.nightjar.rib.policy.RoutePolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of addresses of services, which are not behind any node in particular. */
class ServiceRangesTest extends RoutesFixture {

    private static final String EXCLUDED = "node.kubernetes.io/exclude-from-external-load-balancers: true";

    private static final String RANGES = "serviceExternalIPs: [{cidr: 172.30.0.0/16}, {cidr: 172.31.0.1/32}],"
            + " serviceLoadBalancerIPs: [{cidr: 172.29.0.0/16}]";

    @Test
    void rangesOfServicesAreAnnouncedButNotProgrammed() {
        cluster("serviceClusterIPs: [{cidr: 10.96.0.0/12}, {cidr: 'fd02::/112'}],"
                + " serviceExternalIPs: [{cidr: 172.30.0.0/16}, {cidr: 172.31.0.1/32}],"
                + " serviceLoadBalancerIPs: [{cidr: 172.29.0.0/16}]");
        assertThat(config().originated())
                .extracting(route -> route.prefix().toString())
                .containsExactly("10.96.0.0/12", "172.29.0.0/16", "172.30.0.0/16", BLOCK, "fd02::/112");
        assertThat(accepts(toMesh(), own("10.96.0.0/12"))).isTrue();
        assertThat(config().kernel()
                        .exportPolicy()
                        .evaluate(own("10.96.0.0/12"))
                        .origin())
                .isEqualTo("service range 10.96.0.0/12");
        assertThat(accepts(config().kernel().exportPolicy(), own("10.96.0.0/12")))
                .isFalse();
        assertThat(accepts(toMesh(), heard("172.31.0.1/32", 100))).isFalse();
        settings = new PlanSettings(
                OWN, IdentifierSource.NODE_ADDRESS, List.of(), List.of(Prefix.parse("10.100.0.0/16")), false);
        assertThat(config().originated().get(0).prefix()).hasToString("10.100.0.0/16");
        resources.node(OWN, "10.0.0.1/24", "", EXCLUDED);
        assertThat(config().originated()).hasSize(1);
        assertThat(accepts(config().kernel().exportPolicy(), own("10.100.0.0/16")))
                .isFalse();
    }

    @Test
    void aReflectorPassesServicesOn() {
        cluster(
                "serviceExternalIPs: [{cidr: 172.31.0.1/32}],"
                        + " serviceLoadBalancerIPs: [{cidr: 172.29.0.0/16}], serviceLoadBalancerAggregation: Disabled",
                "routeReflectorClusterID: 1.0.0.1");
        assertThat(config().originated()).hasSize(1);
        assertThat(accepts(toTor(), heard("172.29.0.7/32", 100))).isTrue();
        assertThat(accepts(toTor(), heard("172.31.0.1/32", 100))).isTrue();
    }

    @Test
    void aReflectorThatHasNoPartInThemStillPassesThemOn() {
        cluster(RANGES).node(OWN, "10.0.0.1/24", "", EXCLUDED, "routeReflectorClusterID: 1.0.0.1");
        assertThat(config().originated()).extracting(OriginatedRoute::prefix).containsExactly(Prefix.parse(BLOCK));
        RoutePolicy kernel = config().kernel().exportPolicy();
        for (String prefix : List.of("172.29.0.0/16", "172.29.0.7/32", "172.30.0.7/32")) {
            assertThat(accepts(toTor(), heard(prefix, 100))).isTrue();
            assertThat(accepts(kernel, heard(prefix, 100))).isFalse();
        }
        assertThat(accepts(toTor(), heard("172.31.0.1/32", 100))).isTrue();
        assertThat(accepts(toTor(), heard("172.28.0.7/32", 100))).isFalse();
    }

    @Test
    void withoutAggregationBalancersAddressesAreOrdinaryRoutes() {
        cluster(RANGES + ", serviceLoadBalancerAggregation: Disabled");
        assertThat(config().originated())
                .extracting(route -> route.prefix().toString())
                .containsExactly("172.30.0.0/16", BLOCK);
        RoutePolicy kernel = config().kernel().exportPolicy();
        assertThat(accepts(kernel, heard("172.29.0.7/32", 100))).isTrue();
        assertThat(accepts(kernel, heard("172.30.0.7/32", 100))).isFalse();
        assertThat(accepts(toMesh(), heard("172.29.0.7/32", 100))).isFalse();
        assertThat(accepts(toTor(), heard("172.29.0.7/32", 100))).isFalse();
    }
}
