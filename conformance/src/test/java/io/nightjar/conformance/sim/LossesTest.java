package io.nightjar.conformance.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.conformance.sim.Scenario.Addresses;
import io.nightjar.conformance.sim.Scenario.Faults;
import io.nightjar.conformance.sim.Scenario.Pace;
import io.nightjar.conformance.sim.Scenario.Reflection;
import io.nightjar.conformance.sim.Scenario.Topology;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In a mesh of three that has been at rest for ten minutes. */
class LossesTest {

    private static final long SECOND = 1_000_000_000L;

    private final Simulation simulation = new Simulation(
            new Scenario(3, Topology.MESH, Reflection.NONE, Addresses.DEFAULT, 1, Faults.NONE, Pace.DEFAULT),
            line -> {},
            false,
            Progress.NONE);

    private final Cluster cluster = simulation.cluster();

    private final Losses losses = new Losses(simulation.scheduler(), cluster, simulation.disturbances());

    private final Machine one = cluster.machines().get(0);

    private final Machine other = cluster.machines().get(1);

    private Prefix block = Prefix.host(IpAddress.parse("0.0.0.0"));

    @BeforeEach
    void rest() {
        var unused = simulation.run();
        block = cluster.blocksOf(other).get(0);
        go(600);
    }

    private void go(long seconds) {
        long until = simulation.scheduler().nanoTime() + seconds * SECOND;
        while (simulation.scheduler().step(until)) {
            assertThat(simulation.scheduler().nanoTime()).isLessThanOrEqualTo(until);
        }
    }

    @Test
    void whoIsThereMustNotBeLost() {
        assertThat(losses.fault(one, block)).contains("node00 has lost its route to " + block);
    }

    @Test
    void whoIsKilledIsKeptForAWhileAndNotForEver() {
        simulation.end(other, SpeakerProcess::kill);
        assertThat(losses.fault(one, block)).isNotNull();
        go(110);
        assertThat(losses.fault(one, block)).isNull();
    }

    @Test
    void whoSaysGoodbyeMayBeLostAtOnce() {
        simulation.end(other, SpeakerProcess::stopForGood);
        assertThat(losses.fault(one, block)).isNull();
    }

    @Test
    void whoHasJustStartedMayStillLack() {
        simulation.end(other, SpeakerProcess::stopForGood);
        simulation.boot(other);
        assertThat(losses.fault(one, block)).isNull();
    }

    @Test
    void whatBelongsToNobodyMayGo() {
        cluster.removeBlock(block);
        assertThat(losses.fault(one, block)).isNull();
        assertThat(losses.fault(one, cluster.addBlock(other, Afi.IPV4))).isNotNull();
    }

    @Test
    void partedMachinesMayLoseEachOther() {
        simulation.disturbances().parted(List.of(other));
        assertThat(losses.fault(one, block)).isNull();
        assertThat(losses.fault(one, cluster.blocksOf(cluster.machines().get(2)).get(0)))
                .isNotNull();
    }
}
