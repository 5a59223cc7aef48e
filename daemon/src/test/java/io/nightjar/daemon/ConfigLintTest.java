package io.nightjar.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLintTest {

    @TempDir
    private Path folder = Path.of("");

    private CommandRun lint(String text, String... further) throws IOException {
        Path file = Files.writeString(folder.resolve("r.yaml"), text);
        String[] arguments = new String[further.length + 4];
        System.arraycopy(new String[] {"config", "lint", "--from", file.toString()}, 0, arguments, 0, 4);
        System.arraycopy(further, 0, arguments, 4, further.length);
        return CommandRun.of(Map.of(), arguments);
    }

    @Test
    void aCleanClusterIsExitCodeZero() throws IOException {
        assertThat(lint("{kind: Node, metadata: {name: a}, spec: {bgp: {ipv4Address: 10.0.0.1/24}}}"))
                .isEqualTo(new CommandRun(0, "", ""));
    }

    @Test
    void findingsAreExitCodeOneAsTextAndAsJson() throws IOException {
        String peer = "{kind: BGPPeer, metadata: {name: p}, spec: {peerIP: nowhere}}";
        assertThat(lint(peer).exitCode()).isEqualTo(1);
        assertThat(lint("{kind: BGPConfiguration, metadata: {name: default}}\n---\n" + peer)
                        .out())
                .isEqualTo("/calico/resources/v3/projectcalico.org/bgppeers/p: unusable: "
                        + "spec.peerIP: not an IP address: 'nowhere'\n");
        CommandRun json = lint("{kind: BGPConfiguration, metadata: {name: default}}\n---\n" + peer, "--json");
        assertThat(json.exitCode()).isEqualTo(1);
        JsonNode finding =
                new ObjectMapper().readTree(json.out()).path("findings").path(0);
        assertThat(finding.path("key").asText()).endsWith("/bgppeers/p");
        assertThat(finding.path("severity").asText()).isEqualTo("unusable");
        assertThat(finding.path("text").asText()).isEqualTo("spec.peerIP: not an IP address: 'nowhere'");
    }

    @Test
    void withoutASourceTheArgumentsAreWrong() {
        assertThat(CommandRun.of(Map.of(), "config", "lint").exitCode()).isEqualTo(2);
        assertThat(CommandRun.of(Map.of("ETCD_ENDPOINTS", "x"), "config", "lint")
                        .err())
                .contains("ETCD_ENDPOINTS");
    }
}
