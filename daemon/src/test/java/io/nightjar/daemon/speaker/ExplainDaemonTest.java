package io.nightjar.daemon.speaker;

import static io.nightjar.calico.testing.ClusterKeys.blockKey;
import static io.nightjar.calico.testing.ClusterKeys.host;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.calico.plan.PlanSettings;
import io.nightjar.calico.plan.SpeakerPlanner;
import io.nightjar.calico.testing.FakeDatastore;
import io.nightjar.daemon.control.ControlClient;
import io.nightjar.daemon.control.ControlSocketException;
import io.nightjar.daemon.explain.Code;
import io.nightjar.daemon.explain.ExplainQuestion;
import io.nightjar.daemon.explain.Explanation;
import io.nightjar.daemon.explain.Step;
import io.nightjar.daemon.metrics.Meters;
import io.nightjar.kernel.KernelAddress;
import io.nightjar.kernel.KernelException;
import io.nightjar.kernel.KernelLink;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.KernelSyncSettings;
import io.nightjar.kernel.testing.FakeKernelRouteTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole daemon explains itself over its control socket; only the datastore and the kernel are in memory. */
@Timeout(60)
class ExplainDaemonTest {

    private static final Prefix BLOCK = Prefix.parse("192.168.18.64/26");

    private final FakeKernelRouteTable kernel = new FakeKernelRouteTable();

    private final ControlThread control = new ControlThread();

    /** Like the real one, the daemon does not follow the blocks of others. */
    private final FakeDatastore store =
            new FakeDatastore(List.of("/calico/bgp/", "/calico/v1/", "/calico/ipam/v2/host/node00/"), control);

    @TempDir
    private Path directory;

    private Daemon daemon;

    @BeforeEach
    void start() throws ControlSocketException, KernelException {
        kernel.setLink(new KernelLink(2, "enp0s8", true));
        kernel.addAddress(new KernelAddress(2, IpAddress.parse("172.17.8.100"), Prefix.parse("172.17.8.0/24")));
        store.put("/calico/v1/ipam/v4/pool/192.168.0.0-16", "{\"cidr\":\"192.168.0.0/16\"}");
        store.put(host("node00", "ip_addr_v4"), "172.17.8.100");
        store.put(blockKey("node00", BLOCK.toString()), "{\"state\":\"confirmed\"}");
        store.put(host("node07", "ip_addr_v4"), "127.99.99.99");
        store.put(blockKey("node07", "192.168.7.0/26"), "{\"state\":\"confirmed\"}");
        DaemonSettings settings = new DaemonSettings(
                "test",
                directory.resolve("n.ctl"),
                KernelRoute.MAIN_TABLE,
                new DaemonSettings.Exit(ExitMode.RESTART, Duration.ofMillis(1)),
                System::nanoTime,
                new SplittableRandom(1));
        DatastoreSource source = new DatastoreSource(
                store, new SpeakerPlanner(PlanSettings.of("node00")), "http://etcd:2379", System::nanoTime);
        KernelForwarding forwarding =
                new KernelForwarding(() -> kernel, KernelSyncSettings.DEFAULT, System::nanoTime, waited -> {});
        daemon = new Daemon(settings, control, source, forwarding, new Meters("test"));
        daemon.start();
        while (!kernel.routes().contains(KernelRoute.blackhole(BLOCK))) {
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void stop() {
        daemon.close();
    }

    private Explanation explain(String question) throws ControlSocketException {
        try (ControlClient client = new ControlClient(directory.resolve("n.ctl"))) {
            return client.explain(ExplainQuestion.parse(question));
        }
    }

    @Test
    void theOwnBlockIsFollowedFromItsKeyToTheKernel() throws ControlSocketException {
        Explanation explanation = explain("192.168.18.64/26");

        assertThat(explanation.code()).isEqualTo(Code.KERNEL_BLACKHOLE);
        assertThat(explanation.steps())
                .extracting(Step::code)
                .containsExactly(
                        Code.OWN_BLOCK,
                        Code.ORIGINATED,
                        Code.IMPORT_ACCEPTED,
                        Code.DECIDED_ONLY_ROUTE,
                        Code.NEXT_HOP_HERE,
                        Code.KERNEL_BLACKHOLE,
                        Code.EXPORT_NO_SESSION);
        assertThat(explanation.steps().get(0).reference())
                .hasToString("/calico/ipam/v2/host/node00/ipv4/block/192.168.18.64-26@4");
    }

    @Test
    void aBlockWhoseNodeIsAwayIsExplainedByItsSession() throws ControlSocketException {
        Explanation explanation = explain("192.168.7.9");

        assertThat(explanation.subject()).isEqualTo("192.168.7.0/26");
        assertThat(explanation.conclusion())
                .startsWith(
                        "no route: node07 owns this block since revision 6, the session with Mesh_127_99_99_99 is down");
        assertThat(explanation.code().name()).startsWith("SESSION_");
    }

    @Test
    void aNodeIsExplainedWithItsBlocks() throws ControlSocketException {
        assertThat(explain("node07").steps())
                .extracting(Step::code)
                .startsWith(Code.NODE_KNOWN, Code.PLANNED_PEER)
                .hasSize(4);
        assertThat(explain("node00").steps())
                .extracting(Step::code)
                .containsExactly(Code.THIS_NODE, Code.KERNEL_BLACKHOLE);
    }

    @Test
    void whatNobodyKnowsIsSaidSo() throws ControlSocketException {
        assertThat(explain("192.168.1.0/26").code()).isEqualTo(Code.POOL_WITHOUT_BLOCK);
        assertThat(explain("2001:db8::1").code()).isEqualTo(Code.NO_OWNER);
        assertThatThrownBy(() -> explain("nobody"))
                .isInstanceOf(ControlSocketException.class)
                .hasMessage("there is no node and no peer named 'nobody'");
    }

    @Test
    void withoutTheDatastoreTheRestIsStillKnown() throws ControlSocketException {
        store.disconnect("connection refused");

        assertThat(explain("192.168.18.64/26").steps())
                .extracting(Step::code)
                .startsWith(Code.DATASTORE_AWAY, Code.OWN_BLOCK);
        assertThat(explain("192.168.7.0/26").steps())
                .extracting(Step::code)
                .startsWith(Code.DATASTORE_AWAY, Code.OWNERS_UNREADABLE);
    }
}
