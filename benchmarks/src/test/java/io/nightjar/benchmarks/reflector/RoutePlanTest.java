package io.nightjar.benchmarks.reflector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoutePlanTest {

    /** It would be a loop, and nobody passes that on: the largest table would never be complete. */
    @Test
    void noPathOfAMillionPrefixesHasTheReflectorsOwnNumber() {
        RoutePlan plan = RoutePlan.table(1_000_000);

        assertThat(plan.attributes())
                .hasSizeGreaterThan(200_000)
                .allMatch(set -> !set.asPath().contains(Place.AS));
    }
}
