package io.nightjar.daemon.speaker;

import static io.nightjar.calico.testing.ClusterKeys.blockKey;
import static io.nightjar.calico.testing.ClusterKeys.host;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.calico.plan.PlanSettings;
import io.nightjar.calico.plan.SpeakerPlanner;
import io.nightjar.calico.testing.FakeDatastore;
import io.nightjar.daemon.bird.BirdClock;
import io.nightjar.daemon.bird.socket.BirdClient;
import io.nightjar.daemon.bird.socket.BirdSocket;
import io.nightjar.daemon.control.ControlSocketException;
import io.nightjar.daemon.metrics.Meters;
import io.nightjar.kernel.KernelAddress;
import io.nightjar.kernel.KernelException;
import io.nightjar.kernel.KernelLink;
import io.nightjar.kernel.KernelNextHop;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.KernelSyncSettings;
import io.nightjar.kernel.RouteType;
import io.nightjar.kernel.testing.FakeKernelRouteTable;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole daemon on a datastore and a kernel in memory, asked on BIRD's sockets. The answers are those that BIRD gave on such a node. */
@Timeout(60)
class BirdSocketTest {

    private static final Instant NOW = Instant.parse("2026-11-22T22:35:11Z");

    private static final Prefix BLOCK = Prefix.parse("192.168.18.64/26");

    private static final int BOOT = 3;

    private final FakeKernelRouteTable kernel = new FakeKernelRouteTable();

    private final ControlThread control = new ControlThread();

    private FakeDatastore store = new FakeDatastore(List.of("/"), control);

    @TempDir
    private Path directory;

    private Daemon daemon;

    @BeforeEach
    void prepare() {
        kernel.setLink(link(1, "lo", KernelLink.Kind.LOOPBACK, 65536));
        kernel.setLink(link(2, "enp0s8", KernelLink.Kind.BROADCAST, 1500));
        kernel.setLink(link(3, "enp0s3", KernelLink.Kind.BROADCAST, 1500));
        kernel.setLink(link(4, "calif24874aae57", KernelLink.Kind.BROADCAST, 1500));
        address(1, "127.0.0.1", "127.0.0.0/8");
        address(2, "172.17.8.100", "172.17.8.0/24");
        address(2, "fd00:8::100", "fd00:8::/64");
        address(2, "fe80::20d7:91ff:fe82:d110", "fe80::/64");
        address(3, "10.0.2.15", "10.0.2.0/24");
        foreign("0.0.0.0/0", KernelNextHop.via(IpAddress.parse("10.0.2.2"), 3), 0);
        foreign("192.168.18.65/32", new KernelNextHop(null, 4, 1, false), 1024);
        kernel.addByHand(new KernelRoute(
                Prefix.parse("198.51.100.0/24"), RouteType.PROHIBIT, List.of(), 0, BOOT, KernelRoute.MAIN_TABLE));
        store.put(host("node00", "ip_addr_v4"), "172.17.8.100");
        store.put(host("node01", "ip_addr_v4"), "172.17.8.101");
        store.put(host("node02", "ip_addr_v4"), "127.99.99.99");
        store.put(blockKey("node00", BLOCK.toString()), "{\"state\":\"confirmed\"}");
    }

    private static KernelLink link(int index, String name, KernelLink.Kind kind, int mtu) {
        boolean many = kind == KernelLink.Kind.BROADCAST;
        return new KernelLink(index, name, true, new KernelLink.Details(true, kind, many, mtu, 0));
    }

    private void address(int index, String local, String network) {
        kernel.addAddress(new KernelAddress(index, IpAddress.parse(local), Prefix.parse(network)));
    }

    private void foreign(String prefix, KernelNextHop hop, int metric) {
        kernel.addByHand(new KernelRoute(
                Prefix.parse(prefix), RouteType.UNICAST, List.of(hop), metric, BOOT, KernelRoute.MAIN_TABLE));
    }

    @AfterEach
    void stop() {
        if (daemon != null) {
            daemon.close();
        }
    }

    private void start() throws ControlSocketException, KernelException {
        BirdClock clock = new BirdClock(InstantSource.fixed(NOW), ZoneOffset.UTC);
        DaemonSettings.Sockets sockets = new DaemonSettings.Sockets(
                directory.resolve("n.ctl"),
                List.of(
                        new BirdSocket(directory.resolve("bird.ctl"), AddressFamily.IPV4_UNICAST, clock),
                        new BirdSocket(directory.resolve("bird6.ctl"), AddressFamily.IPV6_UNICAST, clock)));
        DaemonSettings settings = new DaemonSettings(
                "test",
                sockets,
                KernelRoute.MAIN_TABLE,
                new DaemonSettings.Exit(ExitMode.RESTART, Duration.ofMillis(1)),
                () -> 1_000_000_000L,
                new SplittableRandom(1));
        DatastoreSource source = new DatastoreSource(
                store, new SpeakerPlanner(PlanSettings.of("node00")), "http://etcd:2379", System::nanoTime);
        KernelForwarding forwarding =
                new KernelForwarding(() -> kernel, KernelSyncSettings.DEFAULT, System::nanoTime, waited -> {});
        daemon = new Daemon(settings, control, source, forwarding, new Meters("test"));
        daemon.start();
    }

    /** A client that has been greeted; the sockets are there when there is a configuration. */
    private BirdClient client(String name) throws IOException {
        Path path = directory.resolve(name);
        BirdClient client = null;
        while (client == null) {
            try {
                client = BirdClient.connect(path);
            } catch (SocketException notYet) {
                Thread.onSpinWait();
            }
        }
        assertThat(client.reply()).isEqualTo("0001 BIRD v0.3.3+birdv1.6.8 ready.\n");
        return client;
    }

    @Test
    void whoHasAConfigurationTellsWhoItIs() throws IOException, ControlSocketException, KernelException {
        start();
        try (BirdClient client = client("bird.ctl")) {
            assertThat(client.ask("show status")).startsWith("""
                            1000-BIRD v0.3.3+birdv1.6.8
                            1011-Router ID is 172.17.8.100
                             Current server time is 2026-11-22 22:35:11
                             Last reboot on 2026-11-22 22:35:11
                             Last reconfiguration on 2026-11-22 22:35:11
                            0024-Graceful restart recovery in progress
                               Waiting for 2 protocols to recover
                               Wait timer is 120/120
                            """).endsWith("0013 Daemon is up and running\n");
        }
    }

    @Test
    void theRowsOfProtocolsHaveBirdsColumns() throws IOException, ControlSocketException, KernelException {
        start();
        try (BirdClient client = client("bird.ctl")) {
            assertThat(client.ask("show protocols"))
                    .matches(lines(
                            "2002-name     proto    table    state  since       info",
                            "1002-static1  Static   master   up     22:35:11    ",
                            " kernel1  Kernel   master   up     22:35:11    ",
                            " device1  Device   master   up     22:35:11    ",
                            " direct1  Direct   master   up     22:35:11    ",
                            " Mesh_127_99_99_99 BGP      master   start  22:35:11    (Connect|Active |Idle   ) [^\\n]*",
                            " Mesh_172_17_8_101 BGP      master   start  22:35:11    Passive       ",
                            "0000 "));
            assertThat(client.ask("show protocols nope")).isEqualTo("9002 nope is not a protocol\n");
            assertThat(client.ask("show protocols \"nope*\"")).isEqualTo("8003 No protocols match\n");
        }
    }

    @Test
    void theDetailsOfAPeerThatIsWaitedForAreBirds() throws IOException, ControlSocketException, KernelException {
        start();
        try (BirdClient client = client("bird.ctl")) {
            assertThat(client.ask("show protocols all Mesh_172_17_8_101")).isEqualTo("""
                            2002-name     proto    table    state  since       info
                            1002-Mesh_172_17_8_101 BGP      master   start  22:35:11    Passive      \s
                            1006-  Description:    Connection to BGP peer
                               Preference:     100
                               Input filter:   ACCEPT
                               Output filter:  (unnamed)
                               Routes:         0 imported, 0 exported, 0 preferred
                               Route change stats:     received   rejected   filtered    ignored   accepted
                                 Import updates:              0          0          0          0          0
                                 Import withdraws:            0          0        ---          0          0
                                 Export updates:              0          0          0        ---          0
                                 Export withdraws:            0        ---        ---        ---          0
                               BGP state:          Passive
                                 Neighbor address: 172.17.8.101
                                 Neighbor AS:      64512
                            \s
                            0000\s
                            """);
        }
    }

    @Test
    void routesOfTheKernelAndOfOurOwnAreShownAsByBird() throws IOException, ControlSocketException, KernelException {
        start();
        try (BirdClient client = client("bird.ctl")) {
            assertThat(client.ask("show route count")).isEqualTo("0014 6 of 6 routes for 6 networks\n");
            assertThat(rows(client.ask("show route")))
                    .containsExactlyInAnyOrder(
                            "0.0.0.0/0          via 10.0.2.2 on enp0s3 [kernel1 22:35:11] * (10)",
                            "10.0.2.0/24        dev enp0s3 [direct1 22:35:11] * (240)",
                            "172.17.8.0/24      dev enp0s8 [direct1 22:35:11] * (240)",
                            "192.168.18.64/26   blackhole [static1 22:35:11] * (200)",
                            "192.168.18.65/32   dev calif24874aae57 [kernel1 22:35:11] * (10)",
                            "198.51.100.0/24    prohibited [kernel1 22:35:11] * (10)");
            assertThat(client.ask("show route for 192.168.18.65 all"))
                    .isEqualTo(lines(
                            "1007-192.168.18.65/32   dev calif24874aae57 [kernel1 22:35:11] * (10)",
                            "1008-\tType: inherit unicast univ",
                            "1012-\tKernel.source: 3",
                            " \tKernel.metric: 1024",
                            "0000 "));
            assertThat(client.ask("show route export kernel1"))
                    .isEqualTo("1007-192.168.18.64/26   blackhole [static1 22:35:11] * (200)\n0000 \n");
            assertThat(client.ask("show route protocol static1 stats"))
                    .isEqualTo(lines(
                            "1007-192.168.18.64/26   blackhole [static1 22:35:11] * (200)",
                            "0014 1 of 6 routes for 6 networks"));
            assertThat(client.ask("show route export Mesh_172_17_8_101")).isEqualTo("8005 Protocol is down\n");
            assertThat(client.ask("show route 10.0.0.0/8")).isEqualTo("8001 Network not in table\n");
            assertThat(client.ask("show route filtered count")).isEqualTo("0014 0 of 0 routes for 0 networks\n");
            assertThat(client.ask("show static")).isEqualTo("1009-192.168.18.64/26 blackhole\n0000 \n");
            assertThat(client.ask("show static kernel1")).isEqualTo("9001 kernel1: Not a Static protocol\n");
        }
    }

    private static String lines(String... lines) {
        return String.join("\n", lines) + "\n";
    }

    private static List<String> rows(String reply) {
        return reply.lines()
                .filter(line -> !line.startsWith("0000 "))
                .map(line -> line.replaceFirst("^(\\d{4}-| )", ""))
                .toList();
    }

    @Test
    void interfacesAreShownToEachFamilyWithItsAddresses() throws IOException, ControlSocketException, KernelException {
        start();
        try (BirdClient four = client("bird.ctl");
                BirdClient six = client("bird6.ctl")) {
            assertThat(four.ask("show interfaces summary")).isEqualTo("""
                            2005-interface state address
                            1005-lo        up    127.0.0.1/8
                             enp0s8    up    172.17.8.100/24
                             enp0s3    up    10.0.2.15/24
                             calif24874aae57 DOWN \s
                            0000\s
                            """);
            assertThat(six.ask("show interfaces"))
                    .startsWith(lines(
                            "1001-lo DOWN (index=1)",
                            "1004-\tMultiAccess AdminUp LinkUp Loopback Ignored MTU=65536",
                            "1001-enp0s8 up (index=2)",
                            "1004-\tMultiAccess Broadcast Multicast AdminUp LinkUp MTU=1500",
                            "1003-\tfd00:8::100/64 (Primary, scope site)",
                            " \tfe80::20d7:91ff:fe82:d110/64 (Unselected, scope link)"));
            assertThat(six.ask("show route"))
                    .isEqualTo("1007-fd00:8::/64        dev enp0s8 [direct1 22:35:11] * (240)\n0000 \n");
            assertThat(six.ask("show static")).isEqualTo("9001 There is no Static protocol running\n");
        }
    }

    @Test
    void operatorsCanDoWhatIsToBeDone() throws IOException, ControlSocketException, KernelException {
        start();
        try (BirdClient client = client("bird.ctl")) {
            assertThat(client.ask("disable Mesh_172_17_8_101 \"maintenance window\""))
                    .isEqualTo("0009-Mesh_172_17_8_101: disabled\n0000 \n");
            assertThat(client.ask("disable Mesh_172_17_8_101"))
                    .isEqualTo("0008-Mesh_172_17_8_101: already disabled\n0000 \n");
            assertThat(client.ask("show protocols all Mesh_172_17_8_101"))
                    .contains("1002-Mesh_172_17_8_101 BGP      master   down   22:35:11    \n")
                    .contains("   Message:        maintenance window\n")
                    .contains("   BGP state:          Down\n")
                    .doesNotContain("Routes:");
            assertThat(client.ask("restart Mesh_172_17_8_101"))
                    .isEqualTo("0008-Mesh_172_17_8_101: already disabled\n0000 \n");
            assertThat(client.ask("enable Mesh_172_17_8_101")).isEqualTo("0011-Mesh_172_17_8_101: enabled\n0000 \n");
            assertThat(client.ask("enable \"Mesh_172*\""))
                    .isEqualTo("0010-Mesh_172_17_8_101: already enabled\n0000 \n");
            assertThat(client.ask("reload \"*1\""))
                    .isEqualTo(lines(
                            "8006-static1: reload failed",
                            "0015-kernel1: reloading",
                            "8006-device1: reload failed",
                            " direct1: reload failed",
                            "0000 "));
            assertThat(client.ask("disable kernel1")).isEqualTo("8007-kernel1: cannot be disabled by itself\n0000 \n");
            assertThat(client.ask("restart kernel1")).isEqualTo("0012-kernel1: restarted\n0000 \n");
            assertThat(client.ask("debug all { states }")).isEqualTo("0000 \n");
        }
    }

    @Test
    void theConfigurationComesFromTheDatastoreAndFromNowhereElse()
            throws IOException, ControlSocketException, KernelException {
        start();
        try (BirdClient client = client("bird.ctl")) {
            assertThat(client.ask("configure"))
                    .isEqualTo("0002-Reading configuration from http://etcd:2379\n0003 Reconfigured\n");
            assertThat(client.ask("configure check"))
                    .isEqualTo("0002-Reading configuration from http://etcd:2379\n0020 Configuration OK\n");
            assertThat(client.ask("configure \"/x.cfg\""))
                    .isEqualTo(lines(
                            "0002-Reading configuration from /x.cfg",
                            "8002 /x.cfg: the configuration comes from http://etcd:2379"));
            assertThat(client.ask("configure confirm")).isEqualTo("0019 Nothing to do\n");
            assertThat(client.ask("configure undo")).isEqualTo("0021-Undo requested\n0019 Nothing to do\n");
            assertThat(client.ask("configure timeout 300"))
                    .contains("0022-Undo scheduled in 300 s\n0003 Reconfigured\n");
            assertThat(client.ask("configure confirm")).isEqualTo("0018 Reconfiguration confirmed\n");
            assertThat(client.ask("configure timeout 1")).contains("0022-Undo scheduled in 1 s\n");
            assertThat(client.line()).isEqualTo("+Config timeout expired, starting undo\n");
        }
    }

    @Test
    void whoRestrictsItselfMayOnlyLook() throws IOException, ControlSocketException, KernelException {
        start();
        try (BirdClient client = client("bird.ctl")) {
            assertThat(client.ask("restrict")).isEqualTo("0016 Access restricted\n");
            for (String command : List.of("configure", "down", "disable all", "reload all", "debug all off")) {
                assertThat(client.ask(command)).isEqualTo("8007 Access denied\n");
            }
            assertThat(client.ask("show symbols master")).isEqualTo("1010 master  \trouting table\n");
            assertThat(client.ask("show symbols zzz")).isEqualTo("1010 zzz     \tundefined\n");
            assertThat(client.ask("configure check")).endsWith("0020 Configuration OK\n");
        }
        assertThat(daemon.stopRequested()).isNotDone();
    }

    @Test
    void downIsARequestToEnd() throws IOException, ControlSocketException, KernelException {
        start();
        try (BirdClient client = client("bird.ctl")) {
            assertThat(client.ask("down")).isEqualTo("0007 Shutdown requested\n");
            assertThat(client.ask("show status")).endsWith("0013 Shutdown in progress\n");
        }
        assertThat(daemon.stopRequested()).isDone();
    }

    @Test
    void theFilesAreTherewithTheConfigurationAndGoWithTheDaemon()
            throws IOException, ControlSocketException, KernelException {
        store.delete(host("node00", "ip_addr_v4"));
        start();
        assertThat(directory.resolve("bird.ctl")).doesNotExist();

        store.put(host("node00", "ip_addr_v4"), "172.17.8.100");
        client("bird.ctl").close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("bird.ctl"))))
                .isEqualTo("rw-rw----");
        daemon.close();
        daemon = null;
        assertThat(directory.resolve("bird.ctl")).doesNotExist();
        assertThat(directory.resolve("bird6.ctl")).doesNotExist();
    }

    @Test
    void anotherBirdIsNotPushedAside() throws IOException, ControlSocketException, KernelException {
        start();
        client("bird6.ctl").close();
        Daemon first = daemon;
        store = new FakeDatastore(List.of("/"), control);

        assertThatThrownBy(this::start)
                .isInstanceOf(ControlSocketException.class)
                .hasMessageContaining("is running: it answers on");
        daemon.close();
        daemon = first;
    }
}
