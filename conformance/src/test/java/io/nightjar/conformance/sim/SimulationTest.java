package io.nightjar.conformance.sim;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.nightjar.bgp.message.MessageType;
import io.nightjar.bgp.net.Afi;
import io.nightjar.conformance.sim.Scenario.Addresses;
import io.nightjar.conformance.sim.Scenario.Faults;
import io.nightjar.conformance.sim.Scenario.Pace;
import io.nightjar.conformance.sim.Scenario.Reflection;
import io.nightjar.conformance.sim.Scenario.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Whole clusters with and without faults. */
class SimulationTest {

    private static final int SEEDS_IN_A_BATCH = 20;

    private static final Logger SPEAKERS = (Logger) LoggerFactory.getLogger("io.nightjar");

    private static Level usual = SPEAKERS.getLevel();

    @BeforeAll
    static void quietenSpeakers() {
        usual = SPEAKERS.getLevel();
        SPEAKERS.setLevel(Level.OFF);
    }

    @AfterAll
    static void letSpeakersTell() {
        SPEAKERS.setLevel(usual);
    }

    private static Scenario scenario(Topology topology, long seed, int faults, EnumSet<FaultKind> kinds) {
        int nodes = 3 + (int) (seed % 5);
        int reflectors = 1 + (int) (seed % 3) % (nodes - 1);
        int clusters = 1 + (int) (seed / 3 % reflectors);
        return new Scenario(
                nodes,
                topology,
                new Reflection(reflectors, clusters),
                new Addresses(1, seed % 4 == 1),
                seed,
                new Faults(faults, kinds),
                Pace.DEFAULT);
    }

    private static Result run(Scenario scenario) {
        return new Simulation(scenario, line -> {}, false, Progress.NONE).run();
    }

    @Test
    void aMeshOfFiveKnowsAllBlocksWithOneUpdateToEachPeer() {
        Result result =
                run(new Scenario(5, Topology.MESH, Reflection.NONE, Addresses.DEFAULT, 1, Faults.NONE, Pace.DEFAULT));

        // Each of 20 ends sends its block, and End-of-RIB.
        assertThat(result.atStart().count(MessageType.UPDATE)).isEqualTo(40);
        assertThat(result.peers().least()).isEqualTo(4);
        assertThat(result.peers().most()).isEqualTo(4);
    }

    @Test
    void nodesBehindReflectorsHaveNoOtherPeers() {
        Result result = run(new Scenario(
                8, Topology.REFLECTORS, new Reflection(2, 1), Addresses.DEFAULT, 1, Faults.NONE, Pace.DEFAULT));

        assertThat(result.peers().least()).isEqualTo(2);
        assertThat(result.peers().most()).isEqualTo(7);
    }

    @Test
    void whoIsBusyTakesItsTimeAndHandlesTogetherWhatHasComeMeanwhile() {
        Result fast = run(behindTwoReflectors(Duration.ZERO));
        Result slow = run(behindTwoReflectors(Duration.ofMillis(5)));

        assertThat(slow.startNanos()).isGreaterThan(fast.startNanos());
        assertThat(slow.events()).isLessThan(fast.events() * 4 / 5);
        // Each of the 40 nodes is told of all others' blocks by both reflectors, however they are put together.
        assertThat(slow.atStart().count(MessageType.UPDATE))
                .isEqualTo(fast.atStart().count(MessageType.UPDATE));
    }

    private static Scenario behindTwoReflectors(Duration cost) {
        return new Scenario(
                40,
                Topology.REFLECTORS,
                new Reflection(2, 1),
                Addresses.DEFAULT,
                1,
                Faults.NONE,
                Pace.DEFAULT.withCost(cost));
    }

    @Test
    void standaloneReflectorsKnowNeitherEachOtherNorAKernel() {
        Simulation simulation = new Simulation(
                new Scenario(
                        7, Topology.STANDALONE, new Reflection(2, 1), Addresses.DEFAULT, 1, Faults.NONE, Pace.DEFAULT),
                line -> {},
                false,
                Progress.NONE);

        Result result = simulation.run();

        assertThat(result.peers().least()).isEqualTo(2);
        assertThat(result.peers().most()).isEqualTo(5);
        List<Long> routes = simulation.cluster().machines().stream()
                .map(machine -> machine.kernel().routes().count())
                .toList();
        assertThat(routes).containsExactly(0L, 0L, 5L, 5L, 5L, 5L, 5L);
    }

    @Test
    void aClusterOfBothFamiliesHasTwiceAsManySessionsAndRoutes() {
        Simulation simulation = new Simulation(
                new Scenario(4, Topology.MESH, Reflection.NONE, new Addresses(2, true), 1, Faults.NONE, Pace.DEFAULT),
                line -> {},
                false,
                Progress.NONE);

        assertThat(simulation.run().peers().least()).isEqualTo(6);
        Machine any = simulation.cluster().machines().get(3);
        assertThat(any.kernel()
                        .routes()
                        .filter(route -> route.destination().afi().equals(Afi.IPV6)))
                .hasSize(8);
        assertThat(any.kernel().routes()).hasSize(16);
    }

    /** {@link Losses} sees to it. */
    @Test
    void aMeshThatGivesWayToReflectorsCostsNoRoute() {
        for (long seed = 1; seed <= 15; seed++) {
            Result result = run(scenario(Topology.MESH, seed, 3, EnumSet.of(FaultKind.TOPOLOGY)));
            assertThat(result.faults()).isPositive();
        }
    }

    /**
     * As a node once did not in seed 96: it had been a reflector itself a few seconds before, in the cluster of the next one, so it refused
     * all that this one reflected.
     */
    @Test
    void whoHasJustBeenAReflectorTakesTheRoutesOfTheNextOne() {
        EnumSet<FaultKind> kinds = EnumSet.of(FaultKind.TOPOLOGY, FaultKind.LOSS, FaultKind.CRASH);
        Result result = run(new Scenario(
                6, Topology.MESH, Reflection.NONE, Addresses.DEFAULT, 96, new Faults(10, kinds), Pace.DEFAULT));
        assertThat(result.faults()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void theSameSeedTellsTheSameStory(Topology topology) {
        Scenario scenario = scenario(topology, 7, 12, EnumSet.allOf(FaultKind.class));
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();

        Result one = new Simulation(scenario, first::add, true, Progress.NONE).run();
        Result other = new Simulation(scenario, second::add, true, Progress.NONE).run();

        assertThat(first).hasSizeGreaterThan(40).isEqualTo(second);
        assertThat(one).isEqualTo(other);
    }

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void everyKindOfFaultIsSurvivedByItself(FaultKind kind) {
        for (Topology topology : Topology.values()) {
            Result result = run(scenario(topology, 3, 6, EnumSet.of(kind)));
            boolean possible = switch (kind) {
                case REFLECTOR -> topology != Topology.MESH;
                case TOPOLOGY -> topology != Topology.STANDALONE;
                default -> true;
            };
            assertThat(result.faults() > 0).isEqualTo(possible);
        }
    }

    static IntStream batches() {
        return IntStream.range(0, 6);
    }

    @ParameterizedTest
    @MethodSource("batches")
    void whateverGoesWrongAllKernelsAreRightInTheEnd(int batch) {
        for (int i = 0; i < SEEDS_IN_A_BATCH; i++) {
            long seed = 1L + (long) batch * SEEDS_IN_A_BATCH + i;
            for (Topology topology : Topology.values()) {
                Scenario scenario = scenario(topology, seed, 8, EnumSet.allOf(FaultKind.class));
                assertThat(run(scenario).peers().most()).as(scenario.toString()).isPositive();
            }
        }
    }
}
