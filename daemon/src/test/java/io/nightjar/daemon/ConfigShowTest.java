package io.nightjar.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConfigShowTest {

    private static final String RESOURCES = """
            kind: Node
            metadata: {name: a}
            spec: {bgp: {ipv4Address: 10.0.0.1/24}}
            ---
            kind: Node
            metadata: {name: b}
            spec: {bgp: {ipv4Address: 10.0.0.2/24}}
            ---
            kind: BGPPeer
            metadata: {name: broken}
            spec: {peerIP: nowhere}
            """;

    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();

    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeResources() throws IOException {
        Files.writeString(folder.resolve("r.yaml"), RESOURCES);
        Files.writeString(folder.resolve("README"), "not yaml: [");
    }

    private int run(String... arguments) {
        return run(Map.of(), arguments);
    }

    private int run(Map<String, String> environment, String... arguments) {
        CommandLine commandLine = Main.commandLine(environment);
        commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length + 2];
        all[0] = "config";
        all[1] = "show";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return commandLine.execute(all);
    }

    @Test
    void printsJsonOnStandardOutAndTroubleOnStandardError() throws IOException {
        assertThat(run("--node", "a", "--from", folder.toString(), "--json")).isZero();
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.path("v4").path("peers").path(0).path("name").asText()).isEqualTo("Mesh_10_0_0_2");
        assertThat(json.path("v6").path("bgpSectionPresent").asBoolean(true)).isFalse();
        assertThat(err.toString())
                .isEqualTo(
                        "/calico/resources/v3/projectcalico.org/bgppeers/broken: 'peerIP': not an IP address: 'nowhere'\n");
    }

    @Test
    void printsTextAndBirdsConfiguration() {
        assertThat(run("--node", "a", "--from", folder.resolve("r.yaml").toString()))
                .isZero();
        assertThat(out.toString()).contains("peer Mesh_10_0_0_2 AS 64512 waits");
        assertThat(run("--node", "a", "--from", folder.toString(), "--bird")).isZero();
        assertThat(out.toString()).contains("# bird.cfg", "# bird6.cfg", "protocol bgp Mesh_10_0_0_2");
        assertThat(run("--node", "a", "--from", folder.toString(), "--bird", "--family", "6"))
                .isZero();
    }

    @Test
    void showsAStandaloneReflector() throws IOException {
        Files.writeString(folder.resolve("rr.yaml"), """
                /calico/bgp/v1/host/c/ip_addr_v4: 10.0.0.3
                /calico/bgp/v1/global/peer_v4/10.0.0.9: '{"ip":"10.0.0.9","as_num":"64512"}'
                /calico/bgp/v1/rr_v4/10.0.0.9: '{"ip":"10.0.0.9","cluster_id":"1.0.0.1"}'
                """);
        String keys = folder.resolve("rr.yaml").toString();

        assertThat(run(Map.of("IP", "10.0.0.9"), "--route-reflector", "--from", keys))
                .isZero();
        assertThat(out.toString()).contains("peer Global_10_0_0_3 AS 64512 dials client of 1.0.0.1");
        assertThat(run(Map.of("IP", "10.0.0.9"), "--route-reflector", "--from", keys, "--bird", "--family", "4"))
                .isZero();
        assertThat(out.toString()).contains("rr client", "rr cluster id 1.0.0.1");
    }

    @Test
    void aReflectorNeedsItsOwnAddressAndIsNoNode() {
        String keys = folder.toString();
        assertThat(run("--route-reflector", "--from", keys)).isEqualTo(2);
        assertThat(run("--route-reflector", "--node", "a", "--from", keys)).isEqualTo(2);
        assertThat(err.toString().lines())
                .anyMatch(line -> line.contains("IP: holds no address"))
                .anyMatch(line -> line.contains("--node and --route-reflector exclude each other"));
    }

    @Test
    void failsForANodeThatIsNotThere() {
        assertThat(run("--node", "c", "--from", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("waiting for node c: ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void refusesWrongArguments() throws IOException {
        assertThat(run("--node", "a")).isEqualTo(2);
        assertThat(err.toString()).contains("--from", "ETCD_ENDPOINTS");
        assertThat(run("--node", "a", "--from", folder.toString(), "--json", "--bird"))
                .isEqualTo(2);
        assertThat(run("--node", "a", "--from", folder.toString(), "--bird", "--family", "5"))
                .isEqualTo(2);
        assertThat(run("--node", "a", "--from", folder.resolve("none").toString()))
                .isEqualTo(2);
        Files.writeString(folder.resolve("bad.yaml"), "a: [");
        assertThat(run("--node", "a", "--from", folder.toString())).isEqualTo(2);
        assertThat(Main.commandLine(Map.of()).setErr(new PrintWriter(err, true)).execute("config"))
                .isEqualTo(2);
    }
}
