package io.nightjar.daemon.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lab's own logic on a machine that only pretends. */
class ClusterTest {

    @TempDir
    private Path root;

    private final LabPlan plan = LabPlan.walkthrough();
    private final LabScenario scenario = LabScenario.mesh(plan);
    private final FakeCommands commands = new FakeCommands();
    private final AtomicLong now = new AtomicLong();
    private final ConditionWait conditionWait =
            new ConditionWait(() -> now.addAndGet(1_000_000_000), Duration.ofNanos(1));
    private final List<String> said = new ArrayList<>();

    private StopSignal stop;

    @BeforeEach
    void answerLikeAHealthyCluster() {
        stop = StopSignal.forThisThread();
        commands.answer("/tree/scripts/install-packages --unpack bird", "/birds-root\n");
        for (LabNode node : plan.nodes()) {
            commands.answer(
                    "nsenter --net=/run/netns/nj1-" + node.name() + " -- ip route",
                    String.join("\n", ExpectedRoutes.of(scenario, node)));
        }
        for (LabNode node : plan.nodes()) {
            String sessions = scenario.peers(node).stream()
                    .map(peer -> "Mesh" + BirdSpeaker.sessionSuffix(peer) + " BGP master up 22:29:01 Established\n")
                    .collect(Collectors.joining());
            commands.answer("/birds-root/usr/sbin/birdc -s " + root.resolve("1").resolve(node.name()), sessions);
        }
        for (String container : List.of("A", "B", "C", "D", "E", "F")) {
            commands.answer(
                    "nsenter --net=/run/netns/nj1-container" + container + " -- ping",
                    "ttl=62 time=0.5 ms\n2 received, 0% packet loss\n");
        }
    }

    @AfterEach
    void forgetTheSignal() {
        stop.close();
    }

    @Test
    void aHealthyClusterIsReportedWithAllItsPings() {
        List<LabReport> reports = run();

        assertThat(reports).singleElement().satisfies(report -> {
            assertThat(report.problems()).isEmpty();
            assertThat(report.converged()).isTrue();
            assertThat(report.pings()).hasSize(24).allMatch(Ping::succeeded);
            assertThat(report.nodes()).extracting(NodeReport::speaker).containsExactly("BIRD", "BIRD", "BIRD");
        });
    }

    @Test
    void nothingIsLeftBehind() {
        commands.answer("ip netns list", "");

        run();

        assertThat(root.resolve("1")).doesNotExist();
    }

    @Test
    void theKeysAreWrittenBeforeTheFirstSpeakerStarts() {
        run();

        assertThat(commands.received().stream()
                        .filter(command -> command.toString().endsWith("etcdctl txn")))
                .singleElement()
                .satisfies(command -> assertThat(command.input())
                        .contains("put /calico/bgp/v1/host/node00/ip_addr_v4 \"172.17.8.100\"\n")
                        .contains("put /calico/bgp/v1/global/node_mesh \"{\\\"enabled\\\":true}\"\n")
                        .contains("put /calico/bgp/v1/host/node00/ip_addr_v6 \"\"\n")
                        .endsWith("\n\n\n"));
        assertThat(commands.started().get(0)).contains("etcd --name=lab");
    }

    @Test
    void aMissingRouteIsAReason() {
        commands.answer("nsenter --net=/run/netns/nj1-node02 -- ip route", "");

        List<LabReport> reports = run();

        assertThat(reports.get(0).converged()).isFalse();
        assertThat(reports.get(0).problems())
                .contains("node02 lacks the route 192.168.18.64/26 via 172.17.8.100 dev enp0s8 proto bird");
        assertThat(String.join("\n", said)).contains("convergence did not happen within 60 s", "--- node00-bird ---");
    }

    @Test
    void aSessionThatIsNotEstablishedIsAReason() {
        commands.answer("/birds-root/usr/sbin/birdc", "Mesh_172_17_8_100 BGP master start 22:29:01 Active\n");

        assertThat(run().get(0).problems()).contains("node01 has no Established session with node00");
    }

    @Test
    void aSessionThatNobodyAskedForIsAReason() {
        commands.answer("/birds-root/usr/sbin/birdc -s " + root.resolve("1").resolve("node01"), """
                Mesh_172_17_8_100 BGP master up 22:29:01 Established
                Mesh_172_17_8_102 BGP master up 22:29:01 Established
                Mesh_172_17_8_103 BGP master up 22:29:01 Established
                """);

        assertThat(run().get(0).problems()).singleElement().asString().startsWith("node01 has 1 sessions too many: ");
    }

    @Test
    void aLostPingIsAReason() {
        commands.answer("nsenter --net=/run/netns/nj1-containerA -- ping", "2 received, 50% packet loss\n");

        assertThat(run().get(0).problems())
                .contains("no ping from containerA (192.168.18.64) to containerC (192.168.196.128)");
    }

    @Test
    void logsAreKeptOnRequest() {
        LabRun run = new LabRun(scenario, machine(), conditionWait, said::add);

        boolean ok = run.run(allNodes(), true, stop, report -> {});

        assertThat(ok).isTrue();
        assertThat(root.resolve("1.kept").resolve("etcd.log")).exists();
        assertThat(root.resolve("1.kept").resolve("node00").resolve("bird.conf"))
                .content()
                .isEqualTo(PlannedBird.configuration(scenario, plan.node("node00")));
    }

    @Test
    void aFabricThatCannotBeBuiltLeavesNothingBehind() {
        commands.answer("ip -n nj1-node01", new CommandResult(1, "", "Operation not permitted"));

        assertThatThrownBy(this::run).isInstanceOf(LabException.class).hasMessageContaining("Operation not permitted");
        assertThat(root.resolve("1")).doesNotExist();
    }

    @Test
    void aDeadSpeakerIsReportedWithItsLastWords() {
        try (LabSite site = LabSite.open(machine(), plan)) {
            Cluster cluster = Cluster.withDatastore(plan, site, conditionWait);
            plan.nodes().forEach(node -> cluster.startBird(node, Path.of("/birds")));
            LabProcess process = cluster.speaker("node01").process();

            process.kill();

            assertThatThrownBy(cluster::awaitConvergence)
                    .isInstanceOf(LabException.class)
                    .hasMessageContaining("node01-bird ended with exit code");
            cluster.speaker("node01").restart();
            assertThat(cluster.speaker("node01").process().isAlive()).isTrue();
            assertThat(cluster.speaker("node01").process().pid()).isNotEqualTo(process.pid());
        }
    }

    @Test
    void nightjarIsToldByItsEnvironmentAsCalicoDoes() {
        try (LabSite site = LabSite.open(machine(), plan)) {
            Cluster cluster = Cluster.withDatastore(plan, site, conditionWait);
            cluster.startNightjar(plan.node("node01"), new NightjarProgram(List.of("nightjar")));

            assertThat(commands.started().get(1))
                    .startsWith("nsenter --net=/run/netns/nj1-node01 -- nightjar run --control ")
                    .contains("NODENAME=node01", "IP=172.17.8.101", "ETCD_ENDPOINTS=http://172.17.8.100:2379");
            assertThat(cluster.speaker("node01").sessions()).isEmpty();
            assertThat(cluster.speaker("node01").kind()).isEqualTo("Nightjar");
            assertThatThrownBy(() -> cluster.speaker("node02")).isInstanceOf(LabException.class);
        }
    }

    @Test
    void nightjarCanRunOnAFileInstead() {
        try (LabSite site = LabSite.open(machine(), plan)) {
            Speaker speaker = NightjarSpeaker.onFile(
                    site, "node01", new NightjarProgram(List.of("nightjar")), Path.of("/etc/speaker.yaml"));

            assertThat(commands.started().get(0)).contains("--config /etc/speaker.yaml");
            assertThat(site.logs()).contains("--- node01-nightjar ---");
            speaker.process().stop(Duration.ofSeconds(5));
            assertThat(speaker.process().isAlive()).isFalse();
            speaker.restart();
            assertThat(speaker.process().isAlive()).isTrue();
        }
    }

    @Test
    void etcdCanBeKilledAndStartedAgain() {
        try (LabSite site = LabSite.open(machine(), plan)) {
            EtcdServer etcd = EtcdServer.start(site, plan.node("node00"), conditionWait);
            etcd.process().kill();
            assertThat(etcd.process().isAlive()).isFalse();
            etcd.restart();
            etcd.delete(List.of("/calico/a", "/calico/b"));

            assertThat(etcd.process().isAlive()).isTrue();
            assertThat(etcd.endpoint()).isEqualTo("http://172.17.8.100:2379");
            assertThat(commands.received().get(commands.received().size() - 1).input())
                    .isEqualTo("\ndel /calico/a\ndel /calico/b\n\n\n");
        }
    }

    @Test
    void aStandaloneReflectorOnTheOlderApiIsToldOnlyWhereItIs() {
        LabScenario star = LabScenario.of(plan, LabDatastore.ETCDV2, "node00");
        try (LabSite site = LabSite.open(machine(), star.plan())) {
            Cluster cluster = Cluster.withDatastore(star, site, conditionWait);
            cluster.startNightjar(star.plan().node("node00"), new NightjarProgram(List.of("nightjar")));
            cluster.etcd().delete(List.of("/calico/a"));

            assertThat(commands.started().get(0)).contains("--enable-v2");
            assertThat(commands.started().get(1))
                    .contains("run --control ", " --route-reflector ", "IP=172.17.8.100", "DATASTORE_TYPE=etcdv2")
                    .doesNotContain("NODENAME");
            assertThat(commands.received().stream().map(Object::toString))
                    .anyMatch(command -> command.endsWith(
                            "env ETCDCTL_API=2 etcdctl set -- /calico/bgp/v1/host/node01/ip_addr_v4 172.17.8.101"))
                    .anyMatch(command -> command.endsWith("env ETCDCTL_API=2 etcdctl rm -- /calico/a"))
                    .noneMatch(command -> command.endsWith("etcdctl txn"));
        }
    }

    @Test
    void anEtcdThatDoesNotAnswerIsGivenUp() {
        commands.answer(
                "nsenter --net=/run/netns/nj1-node00 -- etcdctl endpoint health",
                new CommandResult(1, "", "context deadline exceeded"));
        try (LabSite site = LabSite.open(machine(), plan)) {
            assertThatThrownBy(() -> EtcdServer.start(site, plan.node("node00"), conditionWait))
                    .isInstanceOf(LabException.class)
                    .hasMessageContaining("the start of etcd did not happen within 30 s")
                    .hasMessageContaining("context deadline exceeded");
        }
    }

    private List<LabReport> run() {
        List<LabReport> reports = new ArrayList<>();
        LabRun run = new LabRun(scenario, machine(), conditionWait, said::add);
        boolean ok = run.run(allNodes(), false, stop, reports::add);
        assertThat(ok).isEqualTo(reports.get(0).ok());
        assertThat(Files.exists(root)).isTrue();
        return reports;
    }

    private List<String> allNodes() {
        return plan.nodes().stream().map(LabNode::name).toList();
    }

    private Machine machine() {
        return new Machine(
                commands,
                new LabRegistry(root, commands),
                new DebianPackages(commands, Path.of("/tree")),
                new NamespaceDriver(commands));
    }
}
