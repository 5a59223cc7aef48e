package io.nightjar.daemon.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannedBirdTest {

    private final LabPlan plan = LabPlan.walkthrough();

    private static List<String> passive(String configuration) {
        return Arrays.stream(configuration.split("protocol bgp ", -1))
                .skip(1)
                .filter(protocol -> protocol.contains("passive on"))
                .map(protocol -> protocol.substring(0, protocol.indexOf(' ')))
                .toList();
    }

    @Test
    void exactlyTheNodeWithTheGreaterAddressTextDials() {
        for (LabDatastore datastore : LabDatastore.values()) {
            String text = PlannedBird.configuration(LabScenario.of(plan, datastore, ""), plan.node("node01"));

            assertThat(text)
                    .contains("protocol bgp Mesh_172_17_8_100 ", "protocol bgp Mesh_172_17_8_102 ")
                    .doesNotContain("Mesh_172_17_8_101");
            assertThat(passive(text)).containsExactly("Mesh_172_17_8_102");
        }
    }

    @Test
    void onlyCalico3SetsMetrics() {
        assertThat(PlannedBird.configuration(LabScenario.mesh(plan), plan.node("node00")))
                .contains("next hop self")
                .doesNotContain("krt_metric = ");
        assertThat(PlannedBird.configuration(LabScenario.of(plan, LabDatastore.ETCDV3, ""), plan.node("node00")))
                .contains("krt_metric = ")
                .doesNotContain("next hop self");
    }
}
