package io.nightjar.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nightjar.daemon.lab.ConditionWait;
import io.nightjar.kernel.testing.RequiresNetworkNamespaces;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the build gives to users, taken as a user would. */
class PackageIT {

    private static final Path TARGET = Path.of("target");

    private static final long PATIENCE_SECONDS = 120;

    private static final Duration PACE = Duration.ofMillis(20);

    /** As in {@code pom.xml}. */
    private static final String BUILD_TIME = "2026-01-01T00:00:00Z";

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder = Path.of("");

    /** The file in the build's folder that fits the pattern; built unless the build was told to leave it out. */
    private static Path built(String pattern) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(TARGET, pattern)) {
            files.forEach(found::add);
        }
        assumeThat(found)
                .as("packages of the build, which -Ddist.skip leaves out")
                .isNotEmpty();
        return found.get(0).toAbsolutePath();
    }

    private static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said;
        try (InputStream output = process.getInputStream()) {
            said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(process.onExit()
                        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .join()
                        .exitValue())
                .as("exit code of %s, which said:\n%s", List.of(command), said)
                .isZero();
        return said;
    }

    private Path unpacked() throws IOException {
        run("tar", "-xzf", built("nightjar-*.tar.gz").toString(), "-C", folder.toString());
        try (DirectoryStream<Path> tops = Files.newDirectoryStream(folder, "nightjar-*")) {
            return tops.iterator().next();
        }
    }

    private static String digest(Path file) throws IOException {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Test
    void theArchiveRunsWhereverItIsWithItsOwnJavaAndFromItsArchiveOfClasses() throws IOException {
        Path top = unpacked();
        Path moved = Files.move(top, folder.resolve("elsewhere with a blank"));
        Path link = Files.createSymbolicLink(folder.resolve("nj"), moved.resolve("bin/nightjar"));
        Path loaded = folder.resolve("loaded.log");

        assertThat(run("env", "-i", "PATH=/usr/bin:/bin", link.toString(), "version"))
                .startsWith("nightjar ");
        run(
                "env",
                "-i",
                "PATH=/usr/bin:/bin",
                "NIGHTJAR_JAVA_OPTS=-Xlog:class+load:file=" + loaded,
                link.toString(),
                "version");
        assertThat(Files.readAllLines(loaded))
                .anyMatch(line -> line.contains("io.nightjar.daemon.Main source: shared objects file"));
        assertThat(moved.resolve("docs/configuration.md")).isRegularFile();
    }

    /** Root's speaker, as it runs: every thread of the machine as well as ours has two capabilities (0x1400), and can get no others. */
    @Test
    @RequiresNetworkNamespaces
    void theSpeakerOfRootGivesUpWhatItDoesNotNeed() throws IOException {
        Path speaker = Files.writeString(folder.resolve("speaker.yaml"), """
                as: 65000
                router-id: 127.0.0.1
                listen: []
                """);
        Path control = folder.resolve("nightjar.ctl");
        List<String> words = List.of(
                unpacked().resolve("bin/nightjar").toString(),
                "run",
                "--config",
                speaker.toString(),
                "--control",
                control.toString());
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        try {
            new ConditionWait(new SystemNanoClock(), PACE)
                    .until(
                            "a control socket",
                            Duration.ofSeconds(PATIENCE_SECONDS),
                            () -> Files.exists(control) ? List.of() : List.of(control + " is not there"));
            List<String> capabilities = new ArrayList<>();
            try (DirectoryStream<Path> threads =
                    Files.newDirectoryStream(Path.of("/proc", String.valueOf(process.pid()), "task"))) {
                for (Path thread : threads) {
                    capabilities.addAll(Files.readAllLines(thread.resolve("status")));
                }
            }
            assertThat(capabilities)
                    .filteredOn(line -> line.startsWith("CapEff") || line.startsWith("CapBnd"))
                    .hasSizeGreaterThan(10)
                    .allMatch(line -> line.endsWith("\t0000000000001400"));
        } finally {
            process.destroy();
            process.onExit().join();
        }
    }

    /** What is packed is made once more, in another folder, and has the same octets. */
    @Test
    void theSameSourcesGiveTheSameOctets() throws IOException {
        Path top = unpacked();
        String version = top.getFileName().toString().substring("nightjar-".length());
        run("../scripts/package", version, BUILD_TIME, folder.resolve("again").toString(), "folder");
        Path again = folder.resolve("again/dist").resolve(top.getFileName());

        assertThat(digests(again)).isEqualTo(digests(top)).hasSizeGreaterThan(100);
    }

    private static Map<String, String> digests(Path top) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(top)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                digests.put(top.relativize(file).toString(), digest(file));
            }
        }
        return digests;
    }

    @Test
    void theDebianPackageHasAServiceThatNobodyStarts() throws IOException {
        String deb = built("nightjar_*.deb").toString();
        assertThat(run("dpkg-deb", "--contents", deb))
                .contains(
                        "./lib/systemd/system/nightjar.service",
                        "./etc/default/nightjar",
                        "./usr/bin/nightjar -> ../lib/nightjar/bin/nightjar");
        assertThat(run("dpkg-deb", "--info", deb)).contains("Package: nightjar", "Depends: libc6");
        run("dpkg-deb", "--extract", deb, folder.toString());
        assertThat(run(folder.resolve("usr/bin/nightjar").toString(), "version"))
                .startsWith("nightjar ");
        assertThat(Files.readString(folder.resolve("lib/systemd/system/nightjar.service")))
                .contains("CapabilityBoundingSet=CAP_NET_ADMIN CAP_NET_BIND_SERVICE\n", "ProtectSystem=strict\n");
    }

    /** Nothing of this system is there but what the image has itself. */
    @Test
    @RequiresNetworkNamespaces
    void theImageHoldsTogetherAndNeedsNothingElse() throws IOException {
        run("tar", "-xf", built("nightjar-*-oci-*.tar").toString(), "-C", folder.toString());
        JsonNode index = JSON.readTree(folder.resolve("index.json").toFile());
        Path manifestFile = blob(index.at("/manifests/0"));
        JsonNode manifest = JSON.readTree(manifestFile.toFile());
        JsonNode config = JSON.readTree(blob(manifest.path("config")).toFile());
        Path layer = blob(manifest.at("/layers/0"));
        Path root = Files.createDirectory(folder.resolve("root"));
        run("tar", "-xzf", layer.toString(), "-C", root.toString());

        assertThat(config.at("/config/Entrypoint/0").asText()).isEqualTo("/usr/lib/nightjar/bin/nightjar");
        assertThat(run(
                        "unshare",
                        "--mount",
                        "--pid",
                        "--fork",
                        "--root=" + root,
                        "--mount-proc",
                        config.at("/config/Entrypoint/0").asText(),
                        "version"))
                .startsWith("nightjar ");
    }

    private Path blob(JsonNode descriptor) throws IOException {
        String named = descriptor.path("digest").asText();
        assertThat(named).startsWith("sha256:");
        Path blob = folder.resolve("blobs/sha256").resolve(named.substring("sha256:".length()));
        assertThat("sha256:" + digest(blob)).isEqualTo(named);
        assertThat(Files.size(blob)).isEqualTo(descriptor.path("size").asLong());
        return blob;
    }
}
