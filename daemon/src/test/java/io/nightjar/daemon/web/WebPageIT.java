package io.nightjar.daemon.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.etcd.jetcd.kv.PutResponse;
import io.nightjar.bgp.testing.FreePort;
import io.nightjar.calico.store.KeyValueView;
import io.nightjar.calico.testing.EtcdServer;
import io.nightjar.calico.testing.FakeDatastore;
import io.nightjar.calico.testing.RequiresEtcd;
import io.nightjar.calico.testing.Resources;
import io.nightjar.daemon.ArchivedNightjar;
import io.nightjar.daemon.SystemNanoClock;
import io.nightjar.daemon.control.ControlClient;
import io.nightjar.daemon.control.ControlSocketException;
import io.nightjar.daemon.control.HttpSettings;
import io.nightjar.daemon.control.PeerAction;
import io.nightjar.daemon.control.StatusReport;
import io.nightjar.daemon.lab.ConditionWait;
import io.nightjar.daemon.lab.DebianPackages;
import io.nightjar.daemon.lab.HostCommands;
import io.nightjar.daemon.speaker.ControlThread;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The web page in a real browser: of a daemon of its own in a mesh of a thousand nodes, of which three are there, and of a node with
 * two route reflectors, of which one is there. What is looked at is in {@code src/test/browser}; pictures stay in {@code
 * target/browser}.
 */
@RequiresEtcd
@Timeout(300)
class WebPageIT {

    private static final int NODES = 1000;

    private static final String SELF = "127.3.0.1";

    /** What a peer's operator may say; it must stay what it is: text. */
    private static final String HOSTILE = "<script>window.owned=1</script><img src=x onerror=window.owned=2>";

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final int port = FreePort.next();

    /** A status of a thousand peers is work: who asks without a pause keeps the daemon from everything else. */
    private final ConditionWait wait = new ConditionWait(new SystemNanoClock(), Duration.ofMillis(100));

    private final ControlThread control = new ControlThread();

    @TempDir
    private Path directory;

    private Process process;

    private Speakers speakers;

    private EtcdServer etcd;

    @BeforeEach
    void prepare() throws IOException {
        speakers = new Speakers(directory, port);
        etcd = EtcdServer.start(Files.createDirectory(directory.resolve("etcd")));
    }

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
        speakers.close();
        etcd.close();
    }

    @Test
    void everythingIsShownAndNothingElseIsDone() throws Exception {
        Path home = DebianPackages.ofThisTree(new HostCommands()).home();
        Browser browser = Browser.provide(home.resolve("daemon/target/browser"));
        fill(mesh());
        String large = node();
        await("a session for each node", status -> status.peers().size() == NODES - 1);
        Path hostile = speakers.start(address(1), SELF, "10.102.0.0/16, 10.102.7.0/24");
        speakers.start(address(2), SELF, "10.103.0.0/16");
        speakers.start(address(3), SELF, "10.104.0.0/16");
        await("three of them established", status -> established(status) == 3);
        try (ControlClient client = new ControlClient(hostile)) {
            assertThat(client.perform(new PeerAction.Disable("node", HOSTILE))).isNotEmpty();
        }
        await("two of them established", status -> established(status) == 2);

        String said = browser.look(large, reflected());

        assertThat(said).contains("everything is as it should be");
        assertThat(home.resolve("daemon/target/browser/cluster-1000.png")).isNotEmptyFile();
    }

    private static String address(int index) {
        return "127.3." + index / 250 + "." + (index % 250 + 1);
    }

    private Resources mesh() {
        Resources resources =
                new Resources().put("BGPConfiguration", "default", "bindMode: NodeIP, listenPort: " + port);
        for (int index = 0; index < NODES; index++) {
            resources.node(String.format(Locale.ROOT, "node%04d", index), address(index) + "/8", "", "");
        }
        return resources;
    }

    private void fill(Resources resources) {
        List<CompletableFuture<PutResponse>> pending = new ArrayList<>();
        for (var entry : resources.view().entries().entrySet()) {
            KeyValueView.Entry value = entry.getValue();
            pending.add(
                    etcd.client().getKVClient().put(EtcdServer.bytes(entry.getKey()), EtcdServer.bytes(value.value())));
        }
        pending.forEach(EtcdServer::await);
    }

    /** The node of the thousand that is looked at, as a process; where its page is. */
    private String node() throws IOException {
        int http = FreePort.next();
        List<String> command = ArchivedNightjar.program()
                .with(
                        "run",
                        "--no-kernel",
                        "--datastore-endpoints",
                        etcd.endpoint().toString(),
                        "--nodename",
                        "node0000",
                        "--http",
                        Integer.toString(http),
                        "--control",
                        socket().toString());
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("node.log").toFile())
                .start();
        return "http://127.0.0.1:" + http;
    }

    private Path socket() {
        return directory.resolve("node.ctl");
    }

    private static long established(StatusReport status) {
        return status.peers().stream()
                .filter(peer -> peer.state().equals("Established"))
                .count();
    }

    private void await(String what, Predicate<StatusReport> wanted) throws IOException {
        try (ControlClient client = new ControlClient(socket())) {
            wait.until(what, LIMIT, () -> {
                assertThat(process.isAlive()).as(() -> log()).isTrue();
                try {
                    return wanted.test(client.status()) ? List.of() : List.of("not yet so");
                } catch (ControlSocketException e) {
                    return List.of(String.valueOf(e.getMessage()));
                }
            });
        }
    }

    private String log() {
        try {
            return Files.readString(directory.resolve("node.log"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** A node with two route reflectors, of which one is there, and a dozen other nodes; where its page is. */
    private String reflected() throws Exception {
        speakers.start("127.4.0.1", "127.4.0.11", "10.105.0.0/16");
        String reflector = "routeReflectorClusterID: 244.0.0.";
        Resources resources = new Resources()
                .put(
                        "BGPConfiguration",
                        "default",
                        "nodeToNodeMeshEnabled: false, bindMode: NodeIP, listenPort: " + port)
                .put("BGPPeer", "reflectors", "nodeSelector: all(), peerSelector: has(reflector)")
                .node("reflector-1", "127.4.0.1/8", "", "reflector: 'true'", reflector + "1")
                .node("reflector-2", "127.4.0.2/8", "", "reflector: 'true'", reflector + "1");
        for (int index = 1; index <= 12; index++) {
            resources.node("worker-" + index, "127.4.0." + (10 + index) + "/8", "", "");
        }
        FakeDatastore store = new FakeDatastore(List.of("/"), control);
        resources.view().entries().forEach((key, entry) -> store.put(key, entry.value()));
        InetSocketAddress page = speakers.start("worker-1", store, control)
                .serve(new HttpSettings(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), null));
        return "http://127.0.0.1:" + page.getPort();
    }
}
