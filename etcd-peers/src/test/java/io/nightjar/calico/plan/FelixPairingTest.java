package io.nightjar.calico.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.calico.model.ClusterStateBuilder;
import io.nightjar.calico.testing.ClusterKeys;
import io.nightjar.calico.testing.Resources;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FelixPairingTest {

    private static Resources cluster(String ours, String felix) {
        Resources resources = new Resources()
                .node("a", "10.0.0.1/24", "", "")
                .put("IPPool", "plain", "cidr: 192.168.0.0/16")
                .put("IPPool", "wrapped", "cidr: 172.16.0.0/16, ipipMode: Always");
        if (!ours.isEmpty()) {
            resources.put("BGPConfiguration", "default", "programClusterRoutes: " + ours);
        }
        if (!felix.isEmpty()) {
            resources.put("FelixConfiguration", "default", "programClusterRoutes: " + felix);
        }
        return resources;
    }

    private static List<String> notes(Resources resources) {
        return FelixPairing.notes(new ClusterStateBuilder().update(resources.view()), "a").stream()
                .map(PlanNote::text)
                .map(text -> text.substring(0, text.indexOf(':'))
                        .replace("routes of pools with IPIP are programmed", "ipip")
                        .replace("routes of pools without encapsulation are programmed", "plain")
                        .replace("by both Felix and this speaker", "twice")
                        .replace("by neither Felix nor this speaker", "never"))
                .toList();
    }

    /** The table of the four words for each half; an empty one is the half's default. */
    @ParameterizedTest
    @CsvSource({
        "'', '', ''",
        "EnabledNoEncapOnly, EnabledIPIPOnly, ''",
        "Disabled, Enabled, ''",
        "Enabled, Disabled, ''",
        "EnabledIPIPOnly, EnabledNoEncapOnly, ''",
        "Enabled, '', 'ipip twice'",
        "Disabled, '', 'plain never'",
        "EnabledIPIPOnly, '', 'ipip twice,plain never'",
        "'', Disabled, 'ipip never'",
        "'', Enabled, 'plain twice'",
        "'', EnabledNoEncapOnly, 'ipip never,plain twice'",
        "Enabled, Enabled, 'ipip twice,plain twice'",
        "Disabled, Disabled, 'ipip never,plain never'"
    })
    void eachClassOfRoutesIsProgrammedByOneOfTheTwo(String ours, String felix, String wrong) {
        assertThat(String.join(",", notes(cluster(ours, felix)))).isEqualTo(wrong);
    }

    @Test
    void olderReleasesOfFelixProgramNothingUnlessTheyAreTold() {
        Resources old = cluster("", "").put("ClusterInformation", "default", "calicoVersion: v3.31.2");
        assertThat(notes(old)).containsExactly("ipip never");
        assertThat(FelixPairing.notes(new ClusterStateBuilder().update(old.view()), "a"))
                .singleElement()
                .satisfies(
                        note -> assertThat(note.text()).endsWith("Felix' is Disabled (the default of Calico v3.31)"));
        assertThat(notes(cluster("Enabled", "").put("ClusterInformation", "default", "calicoVersion: v3.32.0")))
                .isEmpty();
        assertThat(notes(cluster("", "").put("ClusterInformation", "default", "calicoVersion: v4.0")))
                .isEmpty();
        assertThat(notes(cluster("", "").put("ClusterInformation", "default", "calicoVersion: master")))
                .isEmpty();
    }

    @Test
    void whatIsSaidOfOneNodeGoesFirst() {
        assertThat(notes(cluster("Disabled", "EnabledNoEncapOnly")
                        .put("FelixConfiguration", "node.a", "programClusterRoutes: Enabled")))
                .isEmpty();
    }

    @Test
    void poolsThatAreNotThereDoNotMatter() {
        assertThat(notes(new Resources()
                        .node("a", "10.0.0.1/24", "", "")
                        .put("BGPConfiguration", "default", "programClusterRoutes: Disabled")
                        .put("IPPool", "vxlan", "cidr: 192.168.0.0/16, vxlanMode: Always")))
                .isEmpty();
        assertThat(FelixPairing.notes(
                        new ClusterStateBuilder()
                                .update(new ClusterKeys()
                                        .node("a", "10.0.0.1")
                                        .pool("10.9.0.0/16", "tunl0", "always")
                                        .view()),
                        "a"))
                .isEmpty();
    }

    @Test
    void aNodeIsTold() {
        Plan plan = new SpeakerPlanner(PlanSettings.of("a"))
                .plan(new ClusterStateBuilder().update(cluster("Disabled", "").view()));
        assertThat(((Plan.Ready) plan).notes())
                .extracting(PlanNote::text)
                .containsExactly(
                        "routes of pools without encapsulation are programmed by neither Felix nor this speaker:"
                                + " BGPConfiguration's programClusterRoutes is Disabled, Felix' is EnabledIPIPOnly"
                                + " (the default of Calico since v3.33)");
    }
}
