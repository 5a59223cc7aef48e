package io.nightjar.daemon.speaker;

import static io.nightjar.calico.testing.ClusterKeys.blockKey;
import static io.nightjar.calico.testing.ClusterKeys.host;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.calico.plan.PlanSettings;
import io.nightjar.calico.plan.SpeakerPlanner;
import io.nightjar.calico.testing.FakeDatastore;
import io.nightjar.daemon.control.ControlClient;
import io.nightjar.daemon.control.ControlSocketException;
import io.nightjar.daemon.control.RoutesReport;
import io.nightjar.daemon.control.StatusReport;
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
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole daemon on a datastore and a kernel that are both in memory. */
@Timeout(60)
class CalicoDaemonTest {

    private static final Prefix BLOCK = Prefix.parse("192.168.18.64/26");

    private static final KernelRoute STALE =
            KernelRoute.via(Prefix.parse("192.168.77.0/26"), IpAddress.parse("172.17.8.177"), 2);

    private final FakeKernelRouteTable kernel = new FakeKernelRouteTable();

    private final ControlThread control = new ControlThread();

    private final FakeDatastore store = new FakeDatastore(List.of("/"), control);

    @TempDir
    private Path directory;

    private Daemon daemon;

    @BeforeEach
    void prepare() {
        kernel.setLink(new KernelLink(2, "enp0s8", true));
        kernel.addAddress(new KernelAddress(2, IpAddress.parse("172.17.8.100"), Prefix.parse("172.17.8.0/24")));
        kernel.addByHand(STALE);
    }

    @AfterEach
    void stop() {
        if (daemon != null) {
            daemon.close();
        }
    }

    private void start(ExitMode exit) throws ControlSocketException, KernelException {
        DaemonSettings settings = new DaemonSettings(
                "test",
                directory.resolve("n.ctl"),
                KernelRoute.MAIN_TABLE,
                new DaemonSettings.Exit(exit, Duration.ofMillis(1)),
                System::nanoTime,
                new SplittableRandom(1));
        DatastoreSource source = new DatastoreSource(
                store, new SpeakerPlanner(PlanSettings.of("node00")), "http://etcd:2379", System::nanoTime);
        KernelForwarding forwarding =
                new KernelForwarding(() -> kernel, KernelSyncSettings.DEFAULT, System::nanoTime, waited -> {});
        daemon = new Daemon(settings, control, source, forwarding, new Meters("test"));
        daemon.start();
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    private StatusReport status() throws ControlSocketException {
        try (ControlClient client = new ControlClient(directory.resolve("n.ctl"))) {
            return client.status();
        }
    }

    private void node() {
        store.put(host("node00", "ip_addr_v4"), "172.17.8.100");
        store.put(blockKey("node00", BLOCK.toString()), "{\"state\":\"confirmed\"}");
    }

    @Test
    void anOwnBlockIsABlackholeAndComesAndGoesWithItsKey() throws ControlSocketException, KernelException {
        node();
        start(ExitMode.RESTART);
        await(() -> kernel.routes().contains(KernelRoute.blackhole(BLOCK)));

        store.delete(blockKey("node00", BLOCK.toString()));

        await(() -> !kernel.routes().contains(KernelRoute.blackhole(BLOCK)));
        assertThat(status().routerId()).isEqualTo("172.17.8.100");
    }

    @Test
    void whatAPredecessorLeftIsSweptWhenThereIsNobodyToWaitFor() throws ControlSocketException, KernelException {
        node();
        start(ExitMode.RESTART);

        await(() -> !kernel.routes().contains(STALE));
        await(() -> kernel.routes().contains(KernelRoute.blackhole(BLOCK)));
    }

    @Test
    void nothingIsTouchedAsLongAsTheDatastoreDoesNotKnowTheNode() throws ControlSocketException, KernelException {
        start(ExitMode.RESTART);

        StatusReport status = status();

        assertThat(status.routerId()).isNull();
        assertThat(status.source().kind()).isEqualTo("datastore");
        assertThat(kernel.routes()).containsExactly(STALE);
    }

    @Test
    void aDeadPeerKeepsWhatAPredecessorLeft() throws ControlSocketException, KernelException {
        store.put(host("node01", "ip_addr_v4"), "127.99.99.99");
        node();
        start(ExitMode.RESTART);
        await(() -> kernel.routes().contains(KernelRoute.blackhole(BLOCK)));

        while (status().peers().isEmpty()) {
            Thread.onSpinWait();
        }
        Prefix second = Prefix.parse("192.168.19.0/26");
        store.put(blockKey("node00", second.toString()), "{\"state\":\"confirmed\"}");
        await(() -> kernel.routes().contains(KernelRoute.blackhole(second)));

        assertThat(kernel.routes()).contains(STALE);
        assertThat(status().peers()).extracting(StatusReport.Peer::address).containsExactly("127.99.99.99");
    }

    @Test
    void aBrokenObjectIsNotedAndTheRestApplies() throws ControlSocketException, KernelException {
        node();
        store.put(host("node01", "ip_addr_v4"), "nonsense");
        start(ExitMode.RESTART);
        await(() -> kernel.routes().contains(KernelRoute.blackhole(BLOCK)));

        assertThat(status().notes())
                .singleElement()
                .satisfies(note -> assertThat(note.key()).isEqualTo(host("node01", "ip_addr_v4")));
    }

    @Test
    void theLastStateStaysInForceWhileTheDatastoreIsAway() throws ControlSocketException, KernelException {
        node();
        start(ExitMode.RESTART);
        await(() -> kernel.routes().contains(KernelRoute.blackhole(BLOCK)));

        store.disconnect("connection refused");

        awaitState("disconnected: connection refused");
        assertThat(kernel.routes()).contains(KernelRoute.blackhole(BLOCK));
        store.reconnect();
        awaitState("connected");
    }

    private void awaitState(String state) throws ControlSocketException {
        while (!status().source().state().equals(state)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void routesAndTheirPlaceInTheKernelAreReported() throws ControlSocketException, KernelException {
        node();
        start(ExitMode.RESTART);
        await(() -> kernel.routes().contains(KernelRoute.blackhole(BLOCK)));

        try (ControlClient client = new ControlClient(directory.resolve("n.ctl"))) {
            List<RoutesReport.Route> routes = client.routes().routes();
            assertThat(routes)
                    .extracting(RoutesReport.Route::prefix)
                    .containsExactly("172.17.8.0/24", BLOCK.toString());
            assertThat(routes.get(0).kernel()).isEqualTo("not programmed: it is in the kernel already");
            RoutesReport.Path connected = routes.get(0).paths().get(0);
            assertThat(connected.peer()).isEqualTo("kernel");
            assertThat(connected.learned()).isEqualTo(new RoutesReport.Learned(2, 0, "enp0s8"));
            assertThat(connected.learned().text()).isEqualTo("dev enp0s8 proto 2");
            assertThat(routes.get(1).kernel()).isEqualTo("blackhole");
            assertThat(routes.get(1).paths())
                    .singleElement()
                    .satisfies(path -> assertThat(path.peer()).isEqualTo("local"));
        }
    }

    @Test
    void anOrderlyEndLeavesTheRoutes() throws ControlSocketException, KernelException {
        node();
        start(ExitMode.RESTART);
        await(() -> kernel.routes().equals(List.of(KernelRoute.blackhole(BLOCK))));

        daemon.close();

        assertThat(kernel.routes()).containsExactly(KernelRoute.blackhole(BLOCK));
        assertThat(directory.resolve("n.ctl")).doesNotExist();
    }

    @Test
    void anOrderlyEndTakesTheRoutesAwayWhenThatIsWanted() throws ControlSocketException, KernelException {
        node();
        start(ExitMode.LEAVE);
        await(() -> kernel.routes().equals(List.of(KernelRoute.blackhole(BLOCK))));

        daemon.close();

        assertThat(kernel.routes()).isEmpty();
    }

    @Test
    void drainingEndsWithoutRoutesAsWell() throws ControlSocketException, KernelException {
        node();
        start(ExitMode.DRAIN);
        await(() -> kernel.routes().equals(List.of(KernelRoute.blackhole(BLOCK))));

        daemon.close();

        assertThat(kernel.routes()).isEmpty();
    }

    @Test
    void aConflictIsReportedAndTheOtherRouteLeftAlone() throws ControlSocketException, KernelException {
        KernelRoute foreign = KernelRoute.blackhole(BLOCK).withProtocol(80);
        kernel.addByHand(foreign);
        node();
        start(ExitMode.RESTART);
        await(() -> !kernel.routes().contains(STALE));

        await(this::daemonReportsConflict);
        assertThat(kernel.routes()).containsExactly(foreign);
    }

    private boolean daemonReportsConflict() {
        try {
            return status().kernel().conflicts().stream().anyMatch(text -> text.contains("belongs to another"));
        } catch (ControlSocketException e) {
            throw new AssertionError(e);
        }
    }
}
