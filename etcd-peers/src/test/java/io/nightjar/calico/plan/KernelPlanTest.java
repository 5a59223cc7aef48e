package io.nightjar.calico.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.calico.model.ClusterStateBuilder;
import io.nightjar.calico.store.KeyValueView;
import io.nightjar.calico.testing.ClusterKeys;
import io.nightjar.calico.testing.Resources;
import io.nightjar.rib.config.KernelConfig;
import io.nightjar.rib.config.KernelRouteForm;
import org.junit.jupiter.api.Test;

/** What the kernel's routes look like. */
class KernelPlanTest {

    private static final IpAddress NEXT_HOP = IpAddress.parse("10.0.0.2");

    private static KernelConfig kernel(KeyValueView view) {
        Plan plan = new SpeakerPlanner(PlanSettings.of("own")).plan(new ClusterStateBuilder().update(view));
        return ((Plan.Ready) plan).config().kernel();
    }

    private static Resources cluster() {
        return new Resources()
                .put("BGPConfiguration", "default", "programClusterRoutes: Enabled")
                .node("own", "10.0.0.1/24", "", "");
    }

    private static boolean isWrapped(KernelConfig kernel, String destination) {
        return kernel.form().tunnels().stream()
                .filter(rule -> rule.matches(Prefix.parse(destination)))
                .findFirst()
                .map(rule -> rule.wraps(NEXT_HOP))
                .orElse(false);
    }

    /** As in BIRD's filter, where the first statement that matches accepts. */
    @Test
    void ofPoolsInsideEachOtherTheFirstSaysWhetherThereIsATunnel() {
        KernelConfig outerPlain = kernel(cluster()
                .put("IPPool", "a", "cidr: 172.0.0.0/8")
                .put("IPPool", "b", "cidr: 172.8.0.0/16, ipipMode: Always")
                .view());
        assertThat(isWrapped(outerPlain, "172.8.0.0/26")).isFalse();

        KernelConfig outerWrapped = kernel(cluster()
                .put("IPPool", "a", "cidr: 172.0.0.0/8, ipipMode: Always")
                .put("IPPool", "b", "cidr: 172.8.0.0/16")
                .view());
        assertThat(isWrapped(outerWrapped, "172.8.0.0/26")).isTrue();
        assertThat(isWrapped(outerWrapped, "172.9.0.0/26")).isTrue();
    }

    @Test
    void poolsBesideEachOtherAskForNoRuleThatTheyDoNotNeed() {
        KernelConfig kernel = kernel(cluster()
                .put("IPPool", "a", "cidr: 172.8.0.0/16, ipipMode: Always")
                .put("IPPool", "b", "cidr: 172.9.0.0/16")
                .view());
        assertThat(kernel.form().tunnels()).hasSize(1);
    }

    @Test
    void equallyGoodPathsAreMergedInCalico3AndWereNotIn2() {
        assertThat(kernel(cluster().view()).form().maxPaths()).isEqualTo(KernelRouteForm.DEFAULT_MAX_PATHS);
        KeyValueView older = new ClusterKeys()
                .put(ClusterKeys.global("as_num"), "64512")
                .node("own", "10.0.0.1")
                .pool("192.168.0.0/16")
                .view();
        assertThat(kernel(older).form().maxPaths()).isEqualTo(1);
    }
}
