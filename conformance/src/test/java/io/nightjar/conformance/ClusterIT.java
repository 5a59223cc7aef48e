package io.nightjar.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.daemon.control.StatusReport;
import io.nightjar.daemon.lab.CalicoKeys;
import io.nightjar.daemon.lab.Cluster;
import io.nightjar.daemon.lab.LabDatastore;
import io.nightjar.daemon.lab.LabException;
import io.nightjar.daemon.lab.LabNode;
import io.nightjar.daemon.lab.LabPlan;
import io.nightjar.daemon.lab.LabProcess;
import io.nightjar.daemon.lab.LabScenario;
import io.nightjar.daemon.lab.NightjarSpeaker;
import io.nightjar.kernel.testing.RequiresNetworkNamespaces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Three Nightjars on a real etcd, through everything that may happen to them. Every test leaves the cluster whole. */
@RequiresNetworkNamespaces
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterIT {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration RECONNECT_LIMIT = Duration.ofSeconds(60);
    private static final List<String> NODES = List.of("node00", "node01", "node02");
    private static final LabNode FOURTH = new LabNode("node03", "172.17.8.103", "192.168.77.0/26", List.of());
    private static final String LEFTOVER = "198.51.100.0/24";
    private static final String SECOND_BLOCK = "192.168.200.0/26";

    private final LabPlan plan = LabPlan.walkthrough();
    private TestBed bed;
    private Cluster cluster;

    /** How the cluster is written down. */
    LabDatastore datastore() {
        return LabDatastore.KEYS;
    }

    @BeforeAll
    void startCluster() {
        bed = TestBed.of(plan);
        cluster = Cluster.withDatastore(LabScenario.of(plan, datastore(), ""), bed.site(), TestBed.conditionWait());
        plan.nodes().forEach(node -> cluster.startNightjar(node, TestBed.nightjar()));
        awaitWhole();
    }

    @AfterEach
    void awaitWhole() {
        try {
            cluster.awaitConvergence();
        } catch (LabException e) {
            throw new AssertionError(e.reason() + "\n" + bed.site().logs(), e);
        }
    }

    @AfterAll
    void endCluster() {
        bed.close();
    }

    @Test
    void aFourthNodesKeysMakeItAPeerOfAllAndTheirDeletionUnmakesIt() {
        Map<String, String> keys = CalicoKeys.ofNode(FOURTH, plan.network());
        cluster.etcd().put(keys);
        bed.eventually("node03 is everybody's peer", LIMIT, () -> nodesWithPeer(FOURTH, false));

        cluster.etcd().delete(keys.keySet());
        bed.eventually("node03 is nobody's peer", LIMIT, () -> nodesWithPeer(FOURTH, true));
    }

    @Test
    void aSecondBlockShowsUpOnAllNodesAndVanishesAgain() {
        Map<String, String> key = CalicoKeys.ofBlock("node01", SECOND_BLOCK);
        cluster.etcd().put(key);
        bed.eventually("the second block is on all nodes", LIMIT, () -> nodesLacking(SECOND_BLOCK, "172.17.8.101"));

        cluster.etcd().delete(key.keySet());
        bed.eventually("the second block is on no node", LIMIT, () -> nodesShowing(SECOND_BLOCK));
    }

    @Test
    void changesToTheClusterTouchNoOtherSession() {
        long before = secondsEstablished();
        Map<String, String> keys = CalicoKeys.ofNode(FOURTH, plan.network());
        cluster.etcd().put(keys);
        bed.eventually("node03 is everybody's peer", LIMIT, () -> nodesWithPeer(FOURTH, false));
        cluster.etcd().delete(keys.keySet());
        bed.eventually("node03 is nobody's peer", LIMIT, () -> nodesWithPeer(FOURTH, true));

        assertThat(secondsEstablished()).isGreaterThanOrEqualTo(before);
    }

    @Test
    void routesDeletedByHandComeBack() {
        String learned = "192.168.196.128/26 via 172.17.8.101 dev enp0s8 proto bird";
        bed.site().output("node00", "ip", "route", "delete", "192.168.196.128/26");
        bed.awaitRoute("node00", learned, LIMIT);

        bed.site().output("node00", "ip", "route", "delete", "blackhole", "192.168.18.64/26");
        bed.awaitRoute("node00", "blackhole 192.168.18.64/26 proto bird", LIMIT);
    }

    @Test
    void killedAndStartedAgainNightjarLosesNoKernelRoute() {
        LabProcess monitor = bed.site().start("monitor", "node00", List.of("ip", "monitor", "route"), Map.of());
        provokeEvent(monitor);
        List<String> before = bed.routes("node00");

        cluster.speaker("node00").process().kill();
        assertThat(bed.routes("node00")).isEqualTo(before);
        bed.site().output("node00", "ip", "route", "add", "blackhole", LEFTOVER, "proto", "bird");
        cluster.speaker("node00").restart();
        awaitWhole();
        bed.awaitNoRoute("node00", "blackhole " + LEFTOVER, RECONNECT_LIMIT);
        provokeEvent(monitor);

        assertThat(monitor.log().lines().filter(line -> line.startsWith("Deleted") && line.contains("proto bird")))
                .as("deletions that ip monitor saw: the sweep's proof, and nothing else")
                .singleElement()
                .asString()
                .contains(LEFTOVER);
        monitor.kill();
    }

    @Test
    void aBlockThatWentWhileNightjarWasDownIsSweptAfterItsRestart() {
        Map<String, String> key = CalicoKeys.ofBlock("node01", SECOND_BLOCK);
        cluster.etcd().put(key);
        bed.eventually("the second block is on all nodes", LIMIT, () -> nodesLacking(SECOND_BLOCK, "172.17.8.101"));
        cluster.speaker("node00").process().kill();
        cluster.etcd().delete(key.keySet());
        bed.awaitNoRoute("node02", SECOND_BLOCK, LIMIT);
        assertThat(bed.routes("node00")).anyMatch(line -> line.startsWith(SECOND_BLOCK));

        cluster.speaker("node00").restart();

        bed.awaitNoRoute("node00", SECOND_BLOCK, RECONNECT_LIMIT);
    }

    @Test
    void withoutEtcdTheLastStateStaysAndItsReturnIsNoticed() {
        List<List<String>> before = NODES.stream().map(bed::routes).toList();
        cluster.etcd().process().kill();
        bed.site().output("node00", "ip", "route", "delete", "192.168.140.64/26");
        bed.awaitRoute("node00", "192.168.140.64/26 via 172.17.8.102 dev enp0s8 proto bird", LIMIT);
        assertThat(NODES.stream().map(bed::routes).toList()).isEqualTo(before);
        assertThat(establishedSessions()).isEqualTo(6);

        cluster.etcd().restart();
        Map<String, String> key = CalicoKeys.ofBlock("node02", SECOND_BLOCK);
        cluster.etcd().put(key);
        bed.eventually(
                "a block written after etcd's return is on all nodes",
                RECONNECT_LIMIT,
                () -> nodesLacking(SECOND_BLOCK, "172.17.8.102"));
        cluster.etcd().delete(key.keySet());
        bed.eventually("it is gone again", LIMIT, () -> nodesShowing(SECOND_BLOCK));
    }

    /** The monitor is listening, and has caught up, once it shows a route that we set and delete ourselves. */
    private void provokeEvent(LabProcess monitor) {
        long seen = probeLines(monitor);
        bed.eventually("ip monitor shows a probe", LIMIT, () -> {
            bed.site().output("node00", "ip", "route", "replace", "blackhole", "203.0.113.0/24");
            bed.site().output("node00", "ip", "route", "delete", "blackhole", "203.0.113.0/24");
            return probeLines(monitor) > seen ? List.of() : List.of("nothing yet");
        });
    }

    private static long probeLines(LabProcess monitor) {
        return monitor.log()
                .lines()
                .filter(line -> line.contains("203.0.113.0/24"))
                .count();
    }

    private List<String> nodesWithPeer(LabNode peer, boolean unwanted) {
        List<String> problems = new ArrayList<>();
        for (String node : NODES) {
            boolean present = status(node).peers().stream()
                    .anyMatch(known -> known.address().equals(peer.address()));
            if (present == unwanted) {
                problems.add(node + (present ? " still has" : " lacks") + " the peer " + peer.address());
            }
        }
        return problems;
    }

    private List<String> nodesLacking(String block, String owner) {
        List<String> problems = new ArrayList<>();
        for (LabNode node : plan.nodes()) {
            String line = node.address().equals(owner)
                    ? "blackhole " + block + " proto bird"
                    : block + " via " + owner + " dev enp0s8 proto bird";
            if (!bed.routes(node.name()).contains(line)) {
                problems.add(node.name() + " lacks " + line);
            }
        }
        return problems;
    }

    private List<String> nodesShowing(String block) {
        return NODES.stream()
                .filter(node -> bed.routes(node).stream().anyMatch(line -> line.contains(block)))
                .map(node -> node + " still shows " + block)
                .toList();
    }

    private long establishedSessions() {
        return NODES.stream()
                .flatMap(node -> status(node).peers().stream())
                .filter(peer -> peer.state().equals("Established"))
                .count();
    }

    /** The age of the youngest session. */
    private long secondsEstablished() {
        assertThat(establishedSessions()).isEqualTo(6);
        return NODES.stream()
                .flatMap(node -> status(node).peers().stream())
                .mapToLong(StatusReport.Peer::secondsInState)
                .min()
                .orElseThrow();
    }

    private StatusReport status(String node) {
        NightjarSpeaker speaker = (NightjarSpeaker) cluster.speaker(node);
        return speaker.status()
                .orElseThrow(() -> new AssertionError(
                        node + " does not answer\n" + speaker.process().logTail()));
    }
}
