package io.nightjar.conformance.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.conformance.sim.Scenario.Addresses;
import io.nightjar.conformance.sim.Scenario.Faults;
import io.nightjar.conformance.sim.Scenario.Pace;
import io.nightjar.conformance.sim.Scenario.Reflection;
import io.nightjar.conformance.sim.Scenario.Topology;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.RouteOperation;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Four nodes, of which the first two reflect and something happens to one of those. */
class ReflectorLossesTest {

    private static final long SECOND = 1_000_000_000L;

    private static final Pace PACE = new Pace(
            Pace.DEFAULT.startSpread(),
            Pace.DEFAULT.latency(),
            Pace.DEFAULT.cost(),
            Duration.ofMinutes(10),
            Pace.DEFAULT.patience());

    private final Simulation simulation = new Simulation(
            new Scenario(4, Topology.REFLECTORS, new Reflection(2, 1), Addresses.DEFAULT, 1, Faults.NONE, PACE),
            line -> {},
            false,
            Progress.NONE);

    private final Cluster cluster = simulation.cluster();

    private final Machine reflector = cluster.machines().get(0);

    private final Machine otherReflector = cluster.machines().get(1);

    private final Machine one = cluster.machines().get(2);

    private final Machine other = cluster.machines().get(3);

    private Prefix block() {
        return cluster.blocksOf(other).get(0);
    }

    private void kill(Machine machine) {
        simulation.end(machine, SpeakerProcess::kill);
    }

    /** What is asked when all has been at rest for ten minutes, and something happens then. */
    @Nested
    class Judged {

        private final Losses losses = new Losses(simulation.scheduler(), cluster, simulation.disturbances());

        Judged() {
            var unused = simulation.run();
        }

        private void go(long seconds) {
            long until = simulation.scheduler().nanoTime() + seconds * SECOND;
            while (simulation.scheduler().step(until)) {
                assertThat(simulation.scheduler().nanoTime()).isLessThanOrEqualTo(until);
            }
        }

        private boolean isJudged(Machine at, Machine owner) {
            return losses.fault(at, cluster.blocksOf(owner).get(0)) != null;
        }

        @Test
        void withTwoReflectorsOfWhichOneIsKilledNoRouteMayBeLost() {
            kill(reflector);
            assertThat(isJudged(one, other)).isTrue();
            go(600);
            assertThat(isJudged(one, other)).isTrue();
        }

        @Test
        void norWhenItIsBack() {
            kill(reflector);
            go(50);
            simulation.boot(reflector);
            go(5);
            assertThat(isJudged(one, other)).isTrue();
        }

        @Test
        void norWhenBothAreKilledAndBackInTime() {
            kill(reflector);
            kill(otherReflector);
            go(90);
            assertThat(isJudged(one, other)).isTrue();
            simulation.boot(reflector);
            go(20);
            assertThat(isJudged(one, other)).isTrue();
        }

        @Test
        void whoHasNoReflectorLeftMayLoseWhatItKept() {
            kill(reflector);
            kill(otherReflector);
            go(110);
            assertThat(isJudged(one, other)).isFalse();
        }

        @Test
        void aReflectorThatLeavesWithAWordIsMissedOnlyIfItWasTheLast() {
            simulation.end(reflector, SpeakerProcess::stopForGood);
            assertThat(isJudged(one, other)).isTrue();
            simulation.end(otherReflector, SpeakerProcess::stopForGood);
            assertThat(isJudged(one, other)).isFalse();
        }

        @Test
        void whoIsAwayItselfNeedsAReflectorThatIsNot() {
            kill(other);
            kill(reflector);
            assertThat(isJudged(one, other)).isTrue();
            kill(otherReflector);
            assertThat(isJudged(one, other)).isFalse();
        }

        @Test
        void aReflectorWithoutASessionPassesNothingOn() {
            simulation.disturbances().between(one, reflector);
            assertThat(isJudged(one, other)).isTrue();
            simulation.disturbances().between(otherReflector, other);
            assertThat(isJudged(one, other)).isFalse();
        }

        @Test
        void aSlowReflectorMayBeLate() {
            kill(reflector);
            go(110);
            otherReflector.slowDown(simulation.scheduler().nanoTime() + SECOND, SECOND);
            assertThat(isJudged(one, other)).isFalse();
        }

        @Test
        void reflectorsAndTheirClientsNeedNobodyBetweenThem() {
            kill(reflector);
            assertThat(isJudged(one, otherReflector)).isTrue();
            assertThat(isJudged(otherReflector, one)).isTrue();
            assertThat(isJudged(one, reflector)).isTrue();
            go(110);
            assertThat(isJudged(one, reflector)).isFalse();
        }
    }

    private void later(long seconds, Runnable something) {
        simulation.scheduler().at(seconds * SECOND, something);
    }

    @Test
    void aReflectorThatIsKilledAndComesBackCostsNothing() {
        later(300, () -> kill(reflector));
        later(310, () -> simulation.boot(reflector));
        assertThat(simulation.run().faults()).isZero();
    }

    @Test
    void aRouteThatIsGoneMeanwhileIsNoticed() {
        later(300, () -> kill(reflector));
        later(301, () -> {
            KernelRoute there = Objects.requireNonNull(one.kernel().at(block()));
            assertThat(one.kernel().apply(List.of(new RouteOperation.Delete(there))))
                    .hasSize(1);
        });
        assertThatThrownBy(simulation::run)
                .isInstanceOf(Violation.class)
                .hasMessageContaining("node02 has lost its route to " + block());
    }
}
