package io.nightjar.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nightjar.bgp.testing.FreePort;
import io.nightjar.calico.plan.PlanSettings;
import io.nightjar.calico.plan.SpeakerPlanner;
import io.nightjar.calico.testing.FakeDatastore;
import io.nightjar.calico.testing.Resources;
import io.nightjar.daemon.config.InvalidConfigurationException;
import io.nightjar.daemon.config.SpeakerFile;
import io.nightjar.daemon.control.ControlClient;
import io.nightjar.daemon.control.ControlSocketException;
import io.nightjar.daemon.control.StatusReport;
import io.nightjar.daemon.speaker.ConfigSource;
import io.nightjar.daemon.speaker.ControlThread;
import io.nightjar.daemon.speaker.Daemon;
import io.nightjar.daemon.speaker.DaemonSettings;
import io.nightjar.daemon.speaker.DatastoreSource;
import io.nightjar.daemon.speaker.StaticSource;
import io.nightjar.kernel.KernelException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code nightjar config diff} asks a running daemon that has a session with another one. */
@Timeout(90)
class ConfigDiffIT {

    private final Deque<Daemon> daemons = new ArrayDeque<>();

    private final ControlThread control = new ControlThread();

    private final FakeDatastore store = new FakeDatastore(List.of("/"), control);

    @TempDir
    private Path directory = Path.of("");

    private int port;

    private String session = "";

    @BeforeEach
    void start() throws IOException, ControlSocketException, KernelException, InvalidConfigurationException {
        port = FreePort.next();
        session = "Global_127_0_0_2_port_" + port;
        new Resources()
                .node("a", "127.0.0.1/24", "", "")
                .put(
                        "BGPConfiguration",
                        "default",
                        "nodeToNodeMeshEnabled: false, bindMode: NodeIP, listenPort: " + port)
                .put("IPPool", "pool", "cidr: 192.168.0.0/16")
                .put("BGPPeer", "b", peer(""))
                .block("a", "192.168.0.0/26", "confirmed")
                .view()
                .entries()
                .forEach((key, entry) -> store.put(key, entry.value()));
        run(
                "a",
                new DatastoreSource(store, new SpeakerPlanner(PlanSettings.of("a")), "memory", System::nanoTime),
                control);
        String other = """
                as: 64512
                router-id: 127.0.0.2
                listen: [{address: 127.0.0.2, port: %d}]
                originate: [10.2.0.0/16]
                neighbors: [{name: a, address: 127.0.0.1, port: %d, as: 64512, local-address: 127.0.0.2}]
                """.formatted(port, port);
        ControlThread theirs = new ControlThread();
        run("b", new StaticSource(SpeakerFile.read(new StringReader(other), "b"), "b", System::nanoTime), theirs);
        awaitRoutes();
    }

    @AfterEach
    void stop() {
        daemons.forEach(Daemon::close);
    }

    private String peer(String further) {
        return "peerIP: '127.0.0.2:" + port + "'" + further;
    }

    private void run(String name, ConfigSource source, ControlThread thread)
            throws ControlSocketException, KernelException {
        DaemonSettings settings = new DaemonSettings(
                "test",
                directory.resolve(name + ".ctl"),
                DaemonSettings.NO_KERNEL,
                DaemonSettings.Exit.RESTART,
                System::nanoTime,
                new SplittableRandom(1));
        Daemon daemon = new Daemon(settings, thread, source);
        daemons.add(daemon);
        daemon.start();
    }

    private void awaitRoutes() throws ControlSocketException {
        try (ControlClient client = new ControlClient(directory.resolve("a.ctl"))) {
            while (client.status().peers().stream().noneMatch(peer -> peer.accepted() == 1 && peer.advertised() == 1)) {
                Thread.onSpinWait();
            }
        }
    }

    private StatusReport.Peer peer() throws ControlSocketException {
        try (ControlClient client = new ControlClient(directory.resolve("a.ctl"))) {
            return client.status().peers().get(0);
        }
    }

    private CommandRun diff(String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "config", "diff", "--control", directory.resolve("a.ctl").toString()));
        all.addAll(List.of(arguments));
        return CommandRun.of(Map.of(), all.toArray(String[]::new));
    }

    private String change(String text) throws IOException {
        return Files.writeString(directory.resolve("change.yaml"), text).toString();
    }

    private static String resource(String kind, String name, String spec) {
        return "{kind: " + kind + ", metadata: {name: " + name + "}, spec: {" + spec + "}}\n---\n";
    }

    @Test
    void aFilterLosesRoutesAndNoSession() throws IOException, ControlSocketException {
        CommandRun run = diff(
                "--from",
                change(resource(
                                "BGPFilter",
                                "f",
                                "importV4: [{action: Reject, cidr: 10.0.0.0/8, matchOperator: In}],"
                                        + " exportV4: [{action: Reject}]")
                        + resource("BGPPeer", "b", peer(", filters: [f]"))));
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("computed from the running daemon: ")
                .contains(
                        "sessions: 0 kept, 1 with other policies, 0 restarted, 0 added, 0 removed\n",
                        "~ session " + session + ": other policies\n",
                        "- best path: 10.2.0.0/16 from " + session + "\n",
                        "- to " + session + ": 192.168.0.0/26 [")
                .doesNotContain("starts here");
        assertThat(peer().accepted()).isEqualTo(1);
        assertThat(peer().state()).isEqualTo("Established");
    }

    @Test
    void aBlockIsGainedHereAndByThePeer() throws IOException {
        CommandRun run = diff(
                "--from",
                change("/calico/ipam/v2/host/a/ipv4/block/192.168.1.0-26: '{\"state\":\"confirmed\"}'"),
                "--delete",
                "/calico/ipam/v2/host/a/ipv4/block/192.168.0.0-26");
        assertThat(run.out())
                .contains(
                        "sessions: 0 kept, 1 with other policies",
                        "+ starts here: 192.168.1.0/26 (/calico/ipam/v2/host/a/ipv4/block/192.168.1.0-26)\n",
                        "- starts here: 192.168.0.0/26",
                        "+ best path: 192.168.1.0/26 from here\n",
                        "+ to " + session + ": 192.168.1.0/26 [",
                        "- to " + session + ": 192.168.0.0/26 [");
    }

    @Test
    void whatTheOpenCarriesRestartsWithItsReason() throws IOException {
        CommandRun run =
                diff("--json", "--from", change(resource("BGPPeer", "b", peer(", keepaliveTime: 9s, ttlSecurity: 1"))));
        JsonNode json = new ObjectMapper().readTree(run.out());
        JsonNode restarted = json.path("sessions").path("restarted").path(0);
        assertThat(restarted.path("peer").asText()).isEqualTo(session);
        assertThat(restarted.path("reasons").toString()).contains("timers", "hops: 64 becomes 1", "TTL security");
        assertThat(json.path("table").path("reachable").path("lost")).isEmpty();
    }

    @Test
    void aPeerThatGoesTakesItsRoutesAlong() {
        assertThat(diff("--delete", "bgppeer/b").out())
                .contains(
                        "0 kept, 0 with other policies, 0 restarted, 0 added, 1 removed\n",
                        "- session " + session + " ends after 3 s, if nobody comes instead\n",
                        "- best path: 10.2.0.0/16 from " + session + "\n");
    }

    @Test
    void aBrokenObjectIsNotedAndChangesNothing() throws IOException {
        assertThat(diff("--from", change(resource("BGPPeer", "b", "peerIP: nowhere")))
                        .out())
                .contains(
                        "sessions: 1 kept, 0 with",
                        "note /calico/resources/v3/projectcalico.org/bgppeers/b: 'peerIP': not an IP address: 'nowhere';"
                                + " its last good version stays in force\n",
                        "nothing would happen\n");
        assertThat(diff("--delete", "node/a").err()).contains("nothing would happen: waiting for node a");
        assertThat(diff("--delete", "node/a").exitCode()).isEqualTo(1);
    }

    @Test
    void aSpeakerWithoutADatastoreCannotSay() throws IOException {
        CommandRun run = CommandRun.of(
                Map.of(),
                "config",
                "diff",
                "--control",
                directory.resolve("b.ctl").toString(),
                "--delete",
                "bgppeer/b");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("nightjar config diff: it does not run on a datastore\n");
    }

    @Test
    void argumentsThatSayTooLittleAreRefused() {
        assertThat(diff().exitCode()).isEqualTo(2);
        assertThat(diff("--delete", "tor").err()).contains("KIND/NAME");
        assertThat(diff("--delete", "networkpolicy/p").exitCode()).isEqualTo(2);
    }
}
