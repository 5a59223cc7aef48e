package io.nightjar.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.daemon.control.ControlClient;
import io.nightjar.daemon.control.ControlSocketException;
import io.nightjar.daemon.control.RoutesReport;
import io.nightjar.daemon.lab.BirdSpeaker;
import io.nightjar.daemon.lab.Cluster;
import io.nightjar.daemon.lab.LabDatastore;
import io.nightjar.daemon.lab.LabException;
import io.nightjar.daemon.lab.LabNode;
import io.nightjar.daemon.lab.LabPlan;
import io.nightjar.daemon.lab.LabScenario;
import io.nightjar.daemon.lab.NightjarSpeaker;
import io.nightjar.kernel.testing.RequiresNetworkNamespaces;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The smallest cluster there is, two nodes on one network, with Nightjar on one of them and real BIRD 1.6, as Calico configures
 * it, on the other: what either says to the other, and what its kernel has, is the same whoever it is.
 */
@RequiresNetworkNamespaces
class WorkedExampleIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final LabNode A = new LabNode("a", "10.0.0.1", "192.168.18.64/26", List.of());
    private static final LabNode B = new LabNode("b", "10.0.0.2", "192.168.196.128/26", List.of());
    private static final LabPlan PLAN = new LabPlan(List.of(A, B), "10.0.0.0/24", "eth0", "192.168.0.0/16", 64512, 0);
    private static final String POOL = "/calico/resources/v3/projectcalico.org/ippools/default-ipv4-ippool";

    /** What BIRD writes into its log when all has been told. */
    private static final String END_OF_RIB = ": Got END-OF-RIB";

    /** BIRD, by its control socket. */
    private static BirdSpeaker bird(Cluster cluster, LabNode node) {
        return (BirdSpeaker) cluster.speaker(node.name());
    }

    private static LabScenario scenario(LabDatastore datastore) {
        return LabScenario.of(PLAN, datastore, "");
    }

    private static Cluster start(TestBed bed, LabDatastore datastore, LabNode birdNode) {
        Cluster cluster = Cluster.withDatastore(scenario(datastore), bed.site(), TestBed.conditionWait());
        Path programs = TestBed.unpacked("bird");
        for (LabNode node : PLAN.nodes()) {
            if (node.equals(birdNode)) {
                cluster.startBird(node, programs);
            } else {
                cluster.startNightjar(node, TestBed.nightjar());
            }
        }
        try {
            cluster.awaitConvergence();
        } catch (LabException e) {
            throw new AssertionError(e.reason() + "\n" + bed.site().logs(), e);
        }
        return cluster;
    }

    private static List<String> ownRoutes(TestBed bed, LabNode node) {
        return bed.routes(node.name()).stream()
                .filter(line -> line.contains("proto bird"))
                .toList();
    }

    /** The lines of BIRD's answer, without what stands around them. */
    private static List<String> told(Cluster cluster, LabNode node, String... words) {
        return Arrays.stream(bird(cluster, node).ask(words).split("\n", -1))
                .map(String::strip)
                .toList();
    }

    private static LabNode other(LabNode node) {
        return node.equals(A) ? B : A;
    }

    private static LabNode named(String name) {
        return name.equals("a") ? A : B;
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void todaysCalicoOnOneNodeAndBirdOnTheOther(String birdNode) {
        try (TestBed bed = TestBed.of(PLAN)) {
            LabNode theirs = named(birdNode);
            LabNode ours = other(theirs);
            Cluster cluster = start(bed, LabDatastore.ETCDV3, theirs);

            assertThat(ownRoutes(bed, A))
                    .containsExactlyInAnyOrder(
                            "blackhole 192.168.18.64/26 proto bird",
                            "192.168.196.128/26 via 10.0.0.2 dev eth0 proto bird metric 1024");
            assertThat(ownRoutes(bed, B))
                    .containsExactlyInAnyOrder(
                            "blackhole 192.168.196.128/26 proto bird",
                            "192.168.18.64/26 via 10.0.0.1 dev eth0 proto bird metric 1024");
            assertThatTheGreaterAddressDialled(bed);
            assertThat(told(cluster, theirs, "show", "route", "all", ours.block()))
                    .contains(
                            "BGP.origin: IGP",
                            "BGP.as_path:",
                            "BGP.next_hop: " + ours.address(),
                            "BGP.local_pref: 2147482623");
            assertThat(told(cluster, theirs, "show", "protocols", "all", "Mesh_" + underscored(ours)))
                    .anyMatch(line -> line.matches("Neighbor ID: +" + ours.address()))
                    .anyMatch(line -> line.matches("Neighbor AS: +64512"))
                    .anyMatch(line -> line.matches("Hold timer: +\\d+/240"))
                    .anyMatch(line -> line.matches("Routes: +1 imported, 1 exported, 1 preferred"));
        }
    }

    /** A default route, the network of the nodes and a workload inside the block are in the table, and stay there. */
    @ParameterizedTest
    @CsvSource({"a, 192.168.196.129", "b, 192.168.18.65"})
    void theBlockIsAllThatIsToldAndThenComesEndOfRib(String birdNode, String workload) {
        try (TestBed bed = TestBed.of(PLAN)) {
            LabNode theirs = named(birdNode);
            LabNode ours = other(theirs);
            bed.site().output(ours.name(), "ip", "route", "add", workload, "dev", "eth0", "metric", "1024");
            Cluster cluster = start(bed, LabDatastore.ETCDV3, theirs);
            bed.eventually(
                    ours.name() + " knows what it keeps to itself",
                    LIMIT,
                    () -> table(cluster, ours)
                            .containsAll(List.of("0.0.0.0/0", "10.0.0.0/24", workload + "/32", ours.block())),
                    () -> table(cluster, ours).toString());

            String session = "Mesh_" + underscored(ours);
            int before = log(cluster, theirs).size();
            told(cluster, theirs, "debug", session, "all");
            told(cluster, theirs, "restart", session);
            bed.eventually(
                    theirs.name() + " hears End-of-RIB",
                    LIMIT,
                    () -> log(cluster, theirs).stream().anyMatch(line -> line.endsWith(session + END_OF_RIB)),
                    () -> String.join("\n", log(cluster, theirs)));

            List<String> since = log(cluster, theirs);
            since = since.subList(before, since.size());
            assertThat(since)
                    .filteredOn(line -> line.contains(session + " > added") || line.endsWith(session + END_OF_RIB))
                    .hasSize(2)
                    .first()
                    .asString()
                    .contains(session + " > added [best] " + ours.block());
            assertThat(told(cluster, theirs, "show", "route", "all", "protocol", session))
                    .filteredOn(line -> line.contains(" via "))
                    .singleElement()
                    .asString()
                    .startsWith(ours.block() + " ");
        }
    }

    /** Which destinations are in Nightjar's table. */
    private static List<String> table(Cluster cluster, LabNode node) {
        NightjarSpeaker speaker = (NightjarSpeaker) cluster.speaker(node.name());
        try (ControlClient client = new ControlClient(speaker.control())) {
            return client.routes().routes().stream()
                    .map(RoutesReport.Route::prefix)
                    .toList();
        } catch (ControlSocketException e) {
            throw new AssertionError("it does not say what is in its table", e);
        }
    }

    private static List<String> log(Cluster cluster, LabNode node) {
        return bird(cluster, node).process().log().lines().toList();
    }

    @ParameterizedTest
    @CsvSource({"a, KEYS", "b, ETCDV2"})
    void calico26OnOneNodeAndBirdOnTheOther(String birdNode, LabDatastore datastore) {
        try (TestBed bed = TestBed.of(PLAN)) {
            LabNode theirs = named(birdNode);
            LabNode ours = other(theirs);
            Cluster cluster = start(bed, datastore, theirs);

            assertThat(ownRoutes(bed, ours))
                    .containsExactlyInAnyOrder(
                            "blackhole " + ours.block() + " proto bird",
                            theirs.block() + " via " + theirs.address() + " dev eth0 proto bird");
            assertThat(told(cluster, theirs, "show", "route", "all", ours.block()))
                    .contains("BGP.next_hop: " + ours.address(), "BGP.local_pref: 100");
        }
    }

    /** Felix programs the routes of an IPIP pool, so neither speaker does; they go on telling each other. */
    @Test
    void withAPoolInTunnelsRoutesAreToldButNotProgrammed() {
        try (TestBed bed = TestBed.of(PLAN)) {
            LabNode theirs = A;
            LabNode ours = B;
            Cluster cluster = start(bed, LabDatastore.ETCDV3, theirs);
            String pool = scenario(LabDatastore.ETCDV3).keys().get(POOL);

            cluster.etcd().put(Map.of(POOL, pool.replace("\"ipipMode\":\"Never\"", "\"ipipMode\":\"Always\"")));

            bed.eventually(
                    "nothing of the pool is in " + ours.name() + "'s kernel",
                    LIMIT,
                    () -> ownRoutes(bed, ours).isEmpty(),
                    () -> ownRoutes(bed, ours).toString());
            assertThat(told(cluster, theirs, "show", "route", "all", ours.block()))
                    .contains("BGP.next_hop: " + ours.address(), "BGP.local_pref: 2147482623");
        }
    }

    /** Its connection goes to the port of the other, whose own is not the one. */
    private static void assertThatTheGreaterAddressDialled(TestBed bed) {
        assertThat(bed.site().output("b", "ss", "-Htn", "state", "established", "dport", "=", ":179"))
                .contains("10.0.0.2:", "10.0.0.1:179");
        assertThat(bed.site().output("a", "ss", "-Htn", "state", "established", "dport", "=", ":179"))
                .isBlank();
    }

    private static String underscored(LabNode node) {
        return node.address().replace('.', '_');
    }
}
