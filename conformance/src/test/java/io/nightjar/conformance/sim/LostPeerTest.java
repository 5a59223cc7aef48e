package io.nightjar.conformance.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.conformance.sim.Scenario.Addresses;
import io.nightjar.conformance.sim.Scenario.Faults;
import io.nightjar.conformance.sim.Scenario.Pace;
import io.nightjar.conformance.sim.Scenario.Reflection;
import io.nightjar.conformance.sim.Scenario.Topology;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A mesh of two, one of which is waited for by the other. */
class LostPeerTest {

    private static final long SECOND = 1_000_000_000L;

    private final Simulation simulation = new Simulation(
            new Scenario(2, Topology.MESH, Reflection.NONE, Addresses.DEFAULT, 1, Faults.NONE, Pace.DEFAULT),
            line -> {},
            false,
            Progress.NONE);

    /** The one with the lower address is dialled by the other. */
    private final Machine dialled = simulation.cluster().machines().get(0);

    private void go(long seconds) {
        long until = simulation.scheduler().nanoTime() + seconds * SECOND;
        while (simulation.scheduler().step(until)) {
            assertThat(simulation.scheduler().nanoTime()).isLessThanOrEqualTo(until);
        }
    }

    private static int sessions(Machine machine) {
        return Objects.requireNonNull(machine.process()).sessions().established();
    }

    /** As seed 656 of five nodes with eight faults once did not: the second KEEPALIVE was held back for the sake of the first. */
    @Test
    void whatWaitsForASpeakerThatIsGoneHasTheConnectionResetWhenItsMachineIsBack() {
        var unused = simulation.run();
        dialled.slowDown(simulation.scheduler().nanoTime() + 170 * SECOND, 200 * SECOND);
        go(170);
        dialled.setOn(false);
        simulation.end(dialled, SpeakerProcess::kill);
        go(1);
        dialled.setOn(true);
        simulation.network().passAgain();
        simulation.boot(dialled);
        go(120);

        assertThat(sessions(dialled)).isEqualTo(1);
    }
}
