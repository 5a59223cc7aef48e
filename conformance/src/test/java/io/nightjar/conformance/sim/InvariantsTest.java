package io.nightjar.conformance.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.conformance.sim.Scenario.Addresses;
import io.nightjar.conformance.sim.Scenario.Faults;
import io.nightjar.conformance.sim.Scenario.Pace;
import io.nightjar.conformance.sim.Scenario.Reflection;
import io.nightjar.conformance.sim.Scenario.Topology;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.RouteOperation;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A mesh of four in which something is wrong for a moment, while it has been at rest for half a minute. */
class InvariantsTest {

    private static final long SECOND = 1_000_000_000L;

    private final Simulation simulation = new Simulation(
            new Scenario(4, Topology.MESH, Reflection.NONE, Addresses.DEFAULT, 1, Faults.NONE, Pace.DEFAULT),
            line -> {},
            false,
            Progress.NONE);

    private final List<Machine> machines = simulation.cluster().machines();

    private Prefix block(int owner) {
        return simulation.cluster().blocksOf(machines.get(owner)).get(0);
    }

    private void later(Runnable something) {
        simulation.scheduler().at(30 * SECOND, something);
    }

    /** Somebody's kernel sends packets for a block somewhere from now on. */
    private void send(int from, int to, Prefix destination) {
        SimulatedKernel kernel = machines.get(from).kernel();
        KernelRoute old = Objects.requireNonNull(kernel.at(destination));
        KernelRoute other = KernelRoute.via(destination, machines.get(to).address(Afi.IPV4), SimulatedKernel.DEVICE);
        assertThat(kernel.apply(List.of(new RouteOperation.Replace(old, other))))
                .hasSize(1);
    }

    @Test
    void twoThatSendToEachOtherAreACircle() {
        later(() -> {
            send(0, 1, block(3));
            send(1, 0, block(3));
        });
        assertThatThrownBy(simulation::run)
                .isInstanceOf(Violation.class)
                .hasMessageContaining("packets come back to node01");
    }

    @Test
    void threeInARowAreACircleWhenTheLastSendsToTheFirst() {
        later(() -> {
            send(0, 1, block(3));
            send(1, 2, block(3));
            send(2, 0, block(3));
        });
        assertThatThrownBy(simulation::run)
                .isInstanceOf(Violation.class)
                .hasMessageContaining("packets come back to node02");
    }

    @Test
    void whoSendsToItselfIsACircle() {
        later(() -> send(1, 1, block(3)));
        assertThatThrownBy(simulation::run)
                .isInstanceOf(Violation.class)
                .hasMessageContaining("packets come back to node01");
    }

    /** It is wrong, but no circle: what is there is found at rest. */
    @Test
    void aDetourIsNoCircle() {
        later(() -> {
            send(0, 1, block(3));
            send(1, 2, block(3));
        });
        assertThatThrownBy(simulation::run)
                .isInstanceOf(Violation.class)
                .hasMessageContaining("nothing is waited for any more");
    }
}
