package io.nightjar.daemon.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BirdConfigurationTest {

    private final LabPlan plan = LabPlan.walkthrough();

    @Test
    void exactlyTheNodeWithTheGreaterAddressTextDials() {
        String text = BirdConfiguration.of(LabScenario.mesh(plan), plan.node("node01"));

        assertThat(text)
                .contains("protocol bgp Mesh_172_17_8_100 from mesh { neighbor 172.17.8.100 as 64512; }")
                .contains("protocol bgp Mesh_172_17_8_102 from mesh { neighbor 172.17.8.102 as 64512; passive on; }")
                .doesNotContain("Mesh_172_17_8_101");
    }

    @Test
    void theBlockIsABlackholeAndTheOnlyThingAnnouncedFromItself() {
        assertThat(BirdConfiguration.of(LabScenario.mesh(plan), plan.node("node00")))
                .contains("router id 172.17.8.100;")
                .contains("protocol static { route 192.168.18.64/26 blackhole; }")
                .containsSubsequence(
                        "if (net = 192.168.18.64/26) then accept;",
                        "if (net ~ 192.168.18.64/26) then reject;",
                        "if (net ~ 192.168.0.0/16) then accept;",
                        "reject;");
    }
}
