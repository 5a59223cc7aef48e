package io.nightjar.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.daemon.lab.CalicoKeys;
import io.nightjar.daemon.lab.Cluster;
import io.nightjar.daemon.lab.CommandResult;
import io.nightjar.daemon.lab.LabDatastore;
import io.nightjar.daemon.lab.LabException;
import io.nightjar.daemon.lab.LabNode;
import io.nightjar.daemon.lab.LabPlan;
import io.nightjar.daemon.lab.LabScenario;
import io.nightjar.daemon.lab.NightjarSpeaker;
import io.nightjar.kernel.testing.RequiresNetworkNamespaces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code nightjar explain} on a node of a real cluster: etcd, another node, a node that is not there, and the kernel. */
@RequiresNetworkNamespaces
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplainIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final LabNode A = new LabNode("a", "10.0.0.7", "192.168.18.64/26", List.of());
    private static final LabNode B = new LabNode("b", "10.0.0.2", "192.168.196.128/26", List.of());

    /** In the datastore only; nobody answers at its address. */
    private static final LabNode GONE = new LabNode("gone", "10.0.0.4", "192.168.77.0/26", List.of());

    private static final String CONTESTED = "192.168.200.0/26";
    private static final LabPlan PLAN = new LabPlan(List.of(A, B), "10.0.0.0/24", "eth0", "192.168.0.0/16", 64512, 0);

    private TestBed bed;
    private Cluster cluster;

    @BeforeAll
    void start() {
        bed = TestBed.of(PLAN);
        LabScenario scenario = LabScenario.of(PLAN, LabDatastore.KEYS, "");
        cluster = Cluster.withDatastore(scenario, bed.site(), TestBed.conditionWait());
        PLAN.nodes().forEach(node -> cluster.startNightjar(node, TestBed.nightjar()));
        try {
            cluster.awaitConvergence();
        } catch (LabException e) {
            throw new AssertionError(e.reason() + "\n" + bed.site().logs(), e);
        }
        bed.site().output("a", "ip", "route", "add", "blackhole", CONTESTED, "proto", "static");
        Map<String, String> keys = new LinkedHashMap<>(CalicoKeys.ofNode(GONE, PLAN.network()));
        keys.putAll(CalicoKeys.ofBlock("gone", GONE.block()));
        keys.putAll(CalicoKeys.ofBlock("b", CONTESTED));
        cluster.etcd().put(keys);
    }

    @AfterAll
    void end() {
        bed.close();
    }

    private CommandResult explain(String... words) {
        List<String> arguments = new ArrayList<>(List.of("explain"));
        arguments.addAll(List.of(words));
        arguments.add("--control");
        arguments.add(((NightjarSpeaker) cluster.speaker("a")).control().toString());
        CommandResult run = bed.site()
                .run(
                        "a",
                        TestBed.nightjar()
                                .with(arguments.toArray(String[]::new))
                                .toArray(String[]::new));
        System.out.printf("nightjar %s%n%s%n", String.join(" ", arguments), run.output() + run.error());
        return run;
    }

    private void eventually(String subject, String... said) {
        bed.eventually(
                subject + " is explained by " + List.of(said),
                LIMIT,
                () -> List.of(said).stream().allMatch(explain(subject).output()::contains),
                () -> explain(subject).output());
    }

    @Test
    void aBlockOfAnotherNodeIsFollowedFromItsKeyToTheKernel() {
        eventually(
                B.block(),
                "192.168.196.128/26: in the kernel: 192.168.196.128/26 via 10.0.0.2 dev eth0 proto bird",
                "b owns this block since revision ",
                "[/calico/ipam/v2/host/b/ipv4/block/192.168.196.128-26@",
                "its peer here is Mesh_10_0_0_2",
                "SESSION_UP",
                "IMPORT_ACCEPTED",
                "DECIDED_ONLY_ROUTE",
                "the next hop 10.0.0.2 is a neighbour on eth0",
                "EXPORT_NOT_BACK_TO_SOURCE");
    }

    @Test
    void anAddressIsExplainedByTheBlockThatContainsIt() {
        eventually("192.168.196.130", "192.168.196.128/26: in the kernel:", "NODE_BLOCK");
        eventually("192.168.77.9", "192.168.77.0/26: no route: gone owns this block");
    }

    @Test
    void theOwnBlockIsTold() {
        eventually(
                A.block(),
                "in the kernel: blackhole 192.168.18.64/26",
                "OWN_BLOCK",
                "ORIGINATED",
                "Mesh_10_0_0_2: hears of it: block 192.168.18.64/26");
    }

    @Test
    void theBlockOfANodeThatIsNotThereHasNoRouteAndSaysWhy() {
        eventually(
                GONE.block(),
                "192.168.77.0/26: no route: gone owns this block since revision ",
                "the session with Mesh_10_0_0_4 is down, it is tried again",
                "No route to host",
                "KERNEL_EMPTY");
        eventually("gone", "gone is at 10.0.0.4", "192.168.77.0/26: no route: gone owns this block");
    }

    @Test
    void aForeignRouteInTheWayIsNamed() {
        eventually(
                CONTESTED,
                "not in the kernel: somebody else's route is there: blackhole 192.168.200.0/26 proto 4",
                "KERNEL_CONFLICT");
    }

    @Test
    void whatIsInNoBlockIsSaidToBe() {
        eventually("192.168.1.0/26", "POOL_WITHOUT_BLOCK", "no route: it is inside the pool 192.168.0.0/16");
        eventually("203.0.113.7", "NO_OWNER");
    }

    @Test
    void machinesGetTheSameAsJson() {
        assertThat(explain(B.block(), "--json").output())
                .contains("\"subject\" : \"192.168.196.128/26\"", "\"key\" : \"/calico/ipam/v2/host/b/ipv4/block/");
    }

    @Test
    void wrongInputIsOneClearLine() {
        assertThat(explain("10.0.0.0/33").error().lines())
                .singleElement()
                .asString()
                .isEqualTo("nightjar explain: prefix length 33 does not fit 10.0.0.0");
        assertThat(explain("nobody").error().strip())
                .isEqualTo("nightjar explain: there is no node and no peer named 'nobody'");
        assertThat(explain("nobody").exitCode()).isEqualTo(1);
    }
}
