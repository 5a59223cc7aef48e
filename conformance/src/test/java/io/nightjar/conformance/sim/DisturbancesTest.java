package io.nightjar.conformance.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.conformance.sim.Scenario.Addresses;
import io.nightjar.conformance.sim.Scenario.Faults;
import io.nightjar.conformance.sim.Scenario.Pace;
import io.nightjar.conformance.sim.Scenario.Reflection;
import io.nightjar.conformance.sim.Scenario.Topology;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which ends of sessions have a reason, in a mesh of four in which nothing runs and ten minutes have passed. */
class DisturbancesTest {

    private static final long SECOND = 1_000_000_000L;

    private static final long UP = 300 * SECOND;

    private final Scheduler scheduler = new Scheduler();

    private final Cluster cluster = new Simulation(
                    new Scenario(4, Topology.MESH, Reflection.NONE, Addresses.DEFAULT, 1, Faults.NONE, Pace.DEFAULT),
                    line -> {},
                    false,
                    Progress.NONE)
            .cluster();

    private final Disturbances disturbances = new Disturbances(scheduler, cluster);

    @BeforeEach
    void wire() {
        cluster.setMesh(true);
        cluster.joinAll(1);
        disturbances.edited();
        pass(600);
    }

    private void pass(long seconds) {
        long until = scheduler.nanoTime() + seconds * SECOND;
        assertThat(scheduler.step(until)).isFalse();
    }

    private Machine machine(int number) {
        return cluster.machines().get(number);
    }

    /** Whether a session that has been there for five minutes, or since then, may end now. */
    private boolean explains(int one, int other, long sinceNanos) {
        boolean explained = disturbances.explain(machine(one), machine(other), sinceNanos);
        assertThat(disturbances.explain(machine(other), machine(one), sinceNanos))
                .isEqualTo(explained);
        return explained;
    }

    private boolean explains(int one, int other) {
        return explains(one, other, UP);
    }

    @Test
    void withoutAReasonNothingEnds() {
        assertThat(explains(0, 1)).isFalse();
    }

    @Test
    void aConnectionThatIsResetEndsItsSessionAndNoOther() {
        disturbances.between(machine(0), machine(1));
        assertThat(explains(0, 1)).isTrue();
        assertThat(explains(0, 2)).isFalse();
        assertThat(explains(0, 1, scheduler.nanoTime() + 1)).isFalse();
        pass(245);
        assertThat(explains(0, 1)).isFalse();
    }

    @Test
    void whatASpeakerDoesIsAReasonForItsSessionsForAHoldTime() {
        machine(0).disturb(scheduler.nanoTime());
        pass(235);
        assertThat(explains(0, 1)).isTrue();
        assertThat(explains(1, 2)).isFalse();
        pass(10);
        assertThat(explains(0, 1)).isFalse();
    }

    @Test
    void whoReadsSlowlyNoticesLater() {
        machine(1).slowDown(scheduler.nanoTime() + 30 * SECOND, 10 * SECOND);
        machine(0).disturb(scheduler.nanoTime());
        pass(270);
        assertThat(explains(0, 1)).isTrue();
        assertThat(explains(0, 2)).isFalse();
    }

    @Test
    void aPartitionIsAReasonForThoseThatItPartsUntilAHoldTimeAfterItsEnd() {
        Disturbances.Parting parting = disturbances.parted(List.of(machine(0), machine(1)));
        pass(1000);
        assertThat(explains(0, 2)).isTrue();
        assertThat(explains(0, 1)).isFalse();
        disturbances.healed(parting);
        pass(235);
        assertThat(explains(0, 2)).isTrue();
        pass(10);
        assertThat(explains(0, 2)).isFalse();
    }

    private void reflectorsInstead() {
        cluster.reflect(machine(0), 1);
        cluster.peerWithReflectors();
        disturbances.edited();
        cluster.setMesh(false);
        disturbances.edited();
    }

    @Test
    void whoeverTheReflectorIsKeepsItsSessionsWhenTheMeshGoes() {
        reflectorsInstead();
        assertThat(explains(1, 2)).isTrue();
        assertThat(explains(0, 1)).isFalse();
    }

    @Test
    void thoseWhoAreNoPeersAnyMoreEndTheirSessionAWhileLaterAndNotForEver() {
        reflectorsInstead();
        pass(44);
        assertThat(explains(1, 2, scheduler.nanoTime())).isTrue();
        pass(235);
        assertThat(explains(1, 2)).isTrue();
        pass(10);
        assertThat(explains(1, 2)).isFalse();
    }

    @Test
    void whoComesToBeAPeerHasNoReasonToGo() {
        reflectorsInstead();
        pass(600);
        cluster.setMesh(true);
        disturbances.edited();
        assertThat(explains(1, 2)).isFalse();
        cluster.forgetReflectors();
        cluster.reflectNoMore(machine(0));
        disturbances.edited();
        assertThat(explains(0, 1)).isFalse();
        assertThat(explains(1, 2)).isFalse();
    }

    @Test
    void anEditOfSomethingElseIsNoReason() {
        cluster.addBlocks(machine(1));
        disturbances.edited();
        assertThat(explains(1, 2)).isFalse();
    }

    @Test
    void whoIsTakenOutOfTheClusterIsNobodysPeer() {
        cluster.leave(machine(0));
        disturbances.edited();
        assertThat(explains(0, 1)).isTrue();
        assertThat(explains(1, 2)).isFalse();
    }

    @Test
    void standaloneReflectorsAreNotEachOthersPeers() {
        cluster.leave(machine(0));
        cluster.leave(machine(1));
        cluster.standAlone(machine(0), 1);
        cluster.standAlone(machine(1), 2);
        cluster.setMesh(false);
        Wiring wiring = cluster.wiring();
        assertThat(wiring.arePeers(machine(0), machine(1))).isFalse();
        assertThat(wiring.arePeers(machine(0), machine(2))).isTrue();
        assertThat(wiring.arePeers(machine(2), machine(3))).isFalse();
    }
}
