package io.nightjar.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.kernel.testing.RequiresNetworkNamespaces;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the build gives to users, taken as a user would. */
class PackageIT {

    /** As in {@code pom.xml}. */
    private static final String BUILD_TIME = "2026-01-01T00:00:00Z";

    @TempDir
    private Path folder = Path.of("");

    private Path unpacked() throws IOException {
        Packages.run("tar", "-xzf", Packages.built("nightjar-*.tar.gz").toString(), "-C", folder.toString());
        try (DirectoryStream<Path> tops = Files.newDirectoryStream(folder, "nightjar-*")) {
            return tops.iterator().next();
        }
    }

    @Test
    void theArchiveRunsWhereverItIsWithItsOwnJavaAndFromItsArchiveOfClasses() throws IOException {
        Path top = unpacked();
        Path moved = Files.move(top, folder.resolve("elsewhere with a blank"));
        Path link = Files.createSymbolicLink(folder.resolve("nj"), moved.resolve("bin/nightjar"));
        Path loaded = folder.resolve("loaded.log");

        assertThat(Packages.run("env", "-i", "PATH=/usr/bin:/bin", link.toString(), "version"))
                .startsWith("nightjar ");
        Packages.run(
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
        Path config = Files.writeString(folder.resolve("speaker.yaml"), """
                as: 65000
                router-id: 127.0.0.1
                listen: []
                """);
        Path control = folder.resolve("nightjar.ctl");
        List<String> words = List.of(
                unpacked().resolve("bin/nightjar").toString(),
                "run",
                "--config",
                config.toString(),
                "--control",
                control.toString());
        List<String> capabilities = new ArrayList<>();
        try (PackagedSpeaker root = PackagedSpeaker.start(folder.resolve("said"), control.toString(), words);
                DirectoryStream<Path> threads =
                        Files.newDirectoryStream(Path.of("/proc", String.valueOf(root.pid()), "task"))) {
            for (Path thread : threads) {
                capabilities.addAll(Files.readAllLines(thread.resolve("status")));
            }
        }
        assertThat(capabilities)
                .filteredOn(line -> line.startsWith("CapEff") || line.startsWith("CapBnd"))
                .hasSizeGreaterThan(10)
                .allMatch(line -> line.endsWith("\t0000000000001400"));
    }

    /** Where nothing that is in /tmp may be executed, and nothing else can be written, its parts in C come out of the package. */
    @Test
    @RequiresNetworkNamespaces
    void theSpeakerHasItsRoutesAndPasswordsWhereNothingInTmpIsExecuted() throws IOException {
        Files.writeString(folder.resolve("speaker.yaml"), """
                as: 64512
                router-id: 10.0.0.1
                listen: [{address: 127.0.0.1}]
                originate: [10.9.0.0/24]
                kernel: {enabled: true}
                neighbors: [{name: away, address: 127.0.0.9, as: 64512, password: secret}]
                """);
        String hardened =
                "mount --bind \"$1\" /mnt && mount -t tmpfs -o noexec tmpfs /tmp && ip link set lo up && cd /tmp && "
                        + "exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin /mnt/\"$2\"/bin/nightjar run --config /mnt/speaker.yaml "
                        + "--control /mnt/nightjar.ctl";
        String name = unpacked().getFileName().toString();
        List<String> words =
                List.of("unshare", "--mount", "--net", "sh", "-c", hardened, "sh", folder.toString(), name);
        try (PackagedSpeaker speaker = PackagedSpeaker.start(folder.resolve("said"), "/mnt/nightjar.ctl", words)) {
            speaker.awaitBeside(
                    routes -> routes.contains("blackhole 10.9.0.0/24"), "ip", "route", "show", "proto", "bird");
            speaker.awaitBeside(
                    sockets -> sockets.contains("md5keys:127.0.0.9/32"), "ss", "-Htlni", "sport", "=", "179");
            assertThat(speaker.beside("ls", "-A", "/tmp")).isEmpty();
        }
    }

    /** What is packed is made once more, in another folder, and has the same octets. */
    @Test
    void theSameSourcesGiveTheSameOctets() throws IOException {
        Path top = unpacked();
        String version = top.getFileName().toString().substring("nightjar-".length());
        Packages.run(
                "../scripts/package",
                version,
                BUILD_TIME,
                folder.resolve("again").toString(),
                "folder");
        Path again = folder.resolve("again/dist").resolve(top.getFileName());

        assertThat(digests(again)).isEqualTo(digests(top)).hasSizeGreaterThan(100);
    }

    private static Map<String, String> digests(Path top) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(top)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                digests.put(top.relativize(file).toString(), Packages.digest(file));
            }
        }
        return digests;
    }

    @Test
    void theDebianPackageHasAServiceThatNobodyStarts() throws IOException {
        String deb = Packages.built("nightjar_*.deb").toString();
        assertThat(Packages.run("dpkg-deb", "--contents", deb))
                .contains(
                        "./lib/systemd/system/nightjar.service",
                        "./etc/default/nightjar",
                        "./usr/bin/nightjar -> ../lib/nightjar/bin/nightjar");
        assertThat(Packages.run("dpkg-deb", "--info", deb)).contains("Package: nightjar", "Depends: libc6");
        Packages.run("dpkg-deb", "--extract", deb, folder.toString());
        assertThat(Packages.run(folder.resolve("usr/bin/nightjar").toString(), "version"))
                .startsWith("nightjar ");
        assertThat(Files.readString(folder.resolve("lib/systemd/system/nightjar.service")))
                .contains("CapabilityBoundingSet=CAP_NET_ADMIN CAP_NET_BIND_SERVICE\n", "ProtectSystem=strict\n");
    }
}
