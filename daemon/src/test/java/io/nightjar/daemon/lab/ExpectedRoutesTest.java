package io.nightjar.daemon.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExpectedRoutesTest {

    private final LabPlan plan = LabPlan.walkthrough();
    private final Set<String> expected = ExpectedRoutes.of(LabScenario.mesh(plan), plan.node("node00"));

    @Test
    void theFirstNodesRoutesReadAsInTheWalkthrough() {
        assertThat(expected)
                .containsExactlyInAnyOrder(
                        "blackhole 192.168.18.64/26 proto bird",
                        "192.168.196.128/26 via 172.17.8.101 dev enp0s8 proto bird",
                        "192.168.140.64/26 via 172.17.8.102 dev enp0s8 proto bird");
    }

    @Test
    void othersRoutesDoNotCount() {
        List<String> routes = new ArrayList<>(expected);
        routes.add("192.168.18.64 dev calif24874aae57 scope link");
        routes.add("default via 10.0.2.2 dev enp0s3");

        assertThat(ExpectedRoutes.differences("node00", expected, routes)).isEmpty();
    }

    @Test
    void whatLacksAndWhatIsTooMuchIsNamed() {
        List<String> routes = List.of(
                "blackhole 192.168.18.64/26 proto bird",
                "192.168.196.128/26 via 172.17.8.101 dev enp0s8 proto bird metric 1024");

        assertThat(ExpectedRoutes.differences("node00", expected, routes))
                .containsExactlyInAnyOrder(
                        "node00 lacks the route 192.168.140.64/26 via 172.17.8.102 dev enp0s8 proto bird",
                        "node00 lacks the route 192.168.196.128/26 via 172.17.8.101 dev enp0s8 proto bird",
                        "node00 has the unexpected route 192.168.196.128/26 via 172.17.8.101 dev enp0s8 proto bird metric"
                                + " 1024");
    }
}
