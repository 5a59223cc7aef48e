package io.nightjar.calico.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.calico.testing.Resources;
import org.junit.jupiter.api.Test;

/** AS numbers in filters are about paths, not about speakers. */
class FilterNumbersTest {

    @Test
    void pathsMayHaveNumbersThatNoSpeakerHasButZero() {
        Resources resources = new Resources()
                .put("BGPConfiguration", "default", "")
                .put("BGPFilter", "f", "importV4: [{action: Reject, asPathPrefix: [23456, 4294967295]}]")
                .put("BGPFilter", "g", "exportV4: [{action: Accept, operations: [{prependASPath: {prefix: [0]}}]}]");
        ClusterState state = new ClusterStateBuilder().update(resources.view());
        assertThat(state.rejected().unusables()).singleElement().satisfies(unusable -> {
            assertThat(unusable.key()).endsWith("bgpfilters/g");
            assertThat(unusable.reason()).contains("AS 0");
        });
    }
}
