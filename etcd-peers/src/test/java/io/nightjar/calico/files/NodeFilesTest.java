package io.nightjar.calico.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.calico.model.SecretKeyRef;
import io.nightjar.calico.plan.LocalInputs;
import io.nightjar.calico.plan.WorkloadEndpoint;
import io.nightjar.calico.testing.MapEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeFilesTest {

    @TempDir
    private Path folder = Path.of("");

    private NodeFiles files() {
        return new NodeFiles(folder.resolve("secrets"), folder.resolve("endpoint-status"));
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void areWhereTheEnvironmentSays() {
        assertThat(NodeFiles.fromEnvironment(new MapEnvironment()))
                .isEqualTo(new NodeFiles(Path.of("/etc/nightjar/secrets"), Path.of("/var/run/calico/endpoint-status")));
        assertThat(NodeFiles.fromEnvironment(new MapEnvironment()
                        .variable("NIGHTJAR_SECRETS_DIR", "/s")
                        .variable("CALICO_ENDPOINT_STATUS_PATH_PREFIX", "/p")))
                .isEqualTo(new NodeFiles(Path.of("/s"), Path.of("/p/endpoint-status")));
    }

    @Test
    void aPasswordIsEveryOctetOfItsFile() throws IOException {
        write("secrets/bgp/tor", "geheim\n");
        write("secrets/bgp/big", "x".repeat(70_000));
        Files.createDirectories(folder.resolve("secrets/bgp/folder"));
        List<SecretKeyRef> wanted = List.of(
                new SecretKeyRef("bgp", "tor"),
                new SecretKeyRef("bgp", "none"),
                new SecretKeyRef("bgp", "big"),
                new SecretKeyRef("bgp", "folder"));
        assertThat(files().read(wanted).secrets()).isEqualTo(Map.of(new SecretKeyRef("bgp", "tor"), "geheim\n"));
    }

    @Test
    void aNameThatNoFileCanHaveIsThatOfNoFile() throws IOException {
        write("secrets/bgp/tor", "geheim");
        List<SecretKeyRef> wanted = List.of(new SecretKeyRef("b\0p", "tor"), new SecretKeyRef("bgp", "tor"));
        assertThat(files().read(wanted).secrets()).isEqualTo(Map.of(new SecretKeyRef("bgp", "tor"), "geheim"));
    }

    @Test
    void workloadsArePeersIfFelixSaysWhose() throws IOException {
        write(
                "endpoint-status/b",
                "{\"ifaceName\":\"cali1\",\"ipv4Nets\":[\"10.0.0.1/32\",\"10.0.0.2/32\"],\"ipv6Nets\":[\"fd00::1/128\"],"
                        + "\"bgpPeerName\":\"w\"}");
        write(
                "endpoint-status/a",
                "{\"ipv4Nets\":[\"nonsense\"],\"ipv6Nets\":[\"10.0.0.1/32\"],\"bgpPeerName\":\"v\"}");
        write("endpoint-status/c", "{\"ipv4Nets\":[\"10.0.0.3/32\"]}");
        write("endpoint-status/d", "{");
        write("endpoint-status/e", "");
        assertThat(files().read(List.of()).endpoints())
                .containsExactly(
                        new WorkloadEndpoint("v", null, null),
                        new WorkloadEndpoint("w", IpAddress.parse("10.0.0.1"), IpAddress.parse("fd00::1")));
    }

    @Test
    void mayAllBeMissing() {
        assertThat(files().read(List.of(new SecretKeyRef("a", "b")))).isEqualTo(LocalInputs.NONE);
    }
}
