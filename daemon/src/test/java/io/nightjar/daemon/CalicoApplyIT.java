package io.nightjar.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.calico.testing.EtcdServer;
import io.nightjar.calico.testing.RequiresEtcd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code nightjar calico apply} against a real etcd, from which {@code nightjar config show} reads it back. */
@RequiresEtcd
class CalicoApplyIT {

    private static final String RESOURCES = """
            apiVersion: projectcalico.org/v3
            kind: List
            items:
            - kind: Node
              metadata: {name: a, labels: {reflector: yes}}
              spec: {bgp: {ipv4Address: 10.0.0.1/24}}
            - kind: Node
              metadata: {name: b}
              spec: {bgp: {ipv4Address: 10.0.0.2/24, asNumber: "64513"}}
            ---
            kind: BGPPeer
            metadata: {name: tor}
            spec: {nodeSelector: "reflector == 'true'", peerIP: 10.0.0.254, asNumber: 65001}
            ---
            kind: BlockAffinity
            metadata: {name: a-block}
            spec: {node: a, cidr: 192.168.18.64/26}
            """;

    @TempDir
    private Path folder = Path.of("");

    private EtcdServer etcd;

    private Map<String, String> environment;

    @BeforeEach
    void start() throws IOException {
        etcd = EtcdServer.start(Files.createDirectory(folder.resolve("etcd")));
        environment = Map.of("ETCD_ENDPOINTS", etcd.endpoint().toString());
    }

    @AfterEach
    void stop() {
        etcd.close();
    }

    private CommandRun apply(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("r.yaml"), text);
        return CommandRun.of(environment, "calico", "apply", "-f", file.toString());
    }

    @Test
    void whatIsAppliedIsWhatTheNodeDoes() throws IOException {
        CommandRun first = apply(RESOURCES);
        assertThat(first.err()).isEmpty();
        assertThat(first.exitCode()).isZero();
        assertThat(first.out()).isEqualTo("""
                created BlockAffinity a-block
                created BGPPeer tor
                created Node a
                created Node b
                """);
        assertThat(apply(RESOURCES.replace("asNumber: 65001", "asNumber: 65002"))
                        .out())
                .isEqualTo("""
                unchanged BlockAffinity a-block
                updated BGPPeer tor
                unchanged Node a
                unchanged Node b
                """);
        CommandRun shown = CommandRun.of(environment, "config", "show", "--node", "a");
        assertThat(shown.out())
                .contains("peer Node_10_0_0_254 AS 65002", "192.168.18.64/26", "peer Mesh_10_0_0_2 AS 64513");
        assertThat(shown.exitCode()).isZero();
    }

    @Test
    void theDatastoreAloneSaysWhatAChangeWouldDo() throws IOException {
        assertThat(apply(RESOURCES).exitCode()).isZero();
        Path change = Files.writeString(
                folder.resolve("change.yaml"),
                "{kind: BGPPeer, metadata: {name: tor}, spec: {peerIP: 10.0.0.254, asNumber: 65009}}");
        CommandRun diff = CommandRun.of(
                environment, "config", "diff", "--node", "a", "--from", change.toString(), "--delete", "node/b");
        assertThat(diff.err()).isEmpty();
        assertThat(diff.out())
                .startsWith("computed from the datastore alone")
                .contains(
                        "! session Global_10_0_0_254 restarts: AS number: 65001 becomes 65009\n",
                        "- session Mesh_10_0_0_2 ends after 3 s, if nobody comes instead\n",
                        "setting name: Node_10_0_0_254 becomes Global_10_0_0_254\n");
        assertThat(CommandRun.of(environment, "config", "diff", "--node", "z", "--delete", "node/b")
                        .err())
                .contains("the node does nothing now: waiting for node z");
    }

    @Test
    void whatCannotBeUsedIsNamedAndNothingIsWritten() throws IOException {
        CommandRun refused =
                apply(RESOURCES + "---\n{kind: BGPPeer, metadata: {name: bad}, spec: {peerIP: nowhere}}\n");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo("nightjar calico apply: " + folder.resolve("r.yaml")
                        + ", document 4: BGPPeer bad: spec.peerIP: not an IP address: 'nowhere'\n"
                        + "nightjar calico apply: nothing has been written\n");
        assertThat(CommandRun.of(environment, "config", "show", "--node", "a").out())
                .isEmpty();
    }

    @Test
    void aDatastoreThatIsAwayIsNamed() throws IOException {
        etcd.kill();
        CommandRun failed = apply(RESOURCES);
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err()).startsWith("nightjar calico apply: no datastore: " + etcd.endpoint());
    }

    @Test
    void argumentsThatSayTooLittleAreRefused() throws IOException {
        assertThat(apply("").err()).contains("there is no resource in");
        assertThat(CommandRun.of(environment, "calico", "apply").exitCode()).isEqualTo(2);
        assertThat(CommandRun.of(environment, "calico").err()).contains("a command is missing");
        Path file = Files.writeString(folder.resolve("r.yaml"), RESOURCES);
        assertThat(CommandRun.of(Map.of(), "calico", "apply", "-f", file.toString())
                        .err())
                .contains("ETCD_ENDPOINTS", "--datastore-endpoints");
        Map<String, String> older = Map.of("ETCD_ENDPOINTS", etcd.endpoint().toString(), "DATASTORE_TYPE", "etcdv2");
        assertThat(CommandRun.of(older, "calico", "apply", "-f", file.toString())
                        .err())
                .contains("DATASTORE_TYPE: resources are in the v3 store only");
        assertThat(CommandRun.of(Map.of("ETCD_ENDPOINTS", "x"), "calico", "apply", "-f", file.toString())
                        .exitCode())
                .isEqualTo(2);
    }
}
