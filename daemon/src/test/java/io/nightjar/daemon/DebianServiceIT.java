package io.nightjar.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.nightjar.kernel.testing.RequiresNetworkNamespaces;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The Debian package under the real dpkg and the real systemd, from the installation to the purge. */
@RequiresNetworkNamespaces
@Timeout(600)
class DebianServiceIT {

    private static final String DEFAULTS = "/etc/default/nightjar";

    private static final String WANTED = "/etc/systemd/system/multi-user.target.wants/nightjar.service";

    private static final String SOONER = "/run/systemd/system/nightjar.service.d";

    private static final String UNIT = "nightjar.service";

    @TempDir
    private Path folder = Path.of("");

    private SystemdHost host;

    @BeforeEach
    void boot() throws IOException {
        String hindrance = SystemdHost.hindrance();
        if (System.getenv("CI") == null) {
            assumeThat(hindrance).isEmpty();
        }
        assertThat(hindrance).isEmpty();
        Path files = Files.createDirectories(folder.resolve("files"));
        Files.copy(built(), files.resolve("nightjar.deb"));
        host = SystemdHost.boot(folder);
    }

    private static Path built() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("target"), "nightjar_*.deb")) {
            var found = files.iterator();
            assumeThat(found.hasNext())
                    .as("a package of the build, which -Ddist.skip leaves out")
                    .isTrue();
            return found.next();
        }
    }

    /** The same package with a higher version and other defaults. */
    private void makeNextVersion() throws IOException {
        host.must("dpkg-deb", "--raw-extract", "/opt/files/nightjar.deb", "/run/next");
        host.must("sed", "-i", "s/^Version: .*/Version: 99/", "/run/next/DEBIAN/control");
        host.must("sh", "-c", "echo '# another hint' >>/run/next" + DEFAULTS);
        host.must("dpkg-deb", "-Znone", "--build", "/run/next", "/opt/files/next.deb");
    }

    private String ofService(String property) throws IOException {
        return host.must("systemctl", "show", "--value", "--property", property, UNIT)
                .trim();
    }

    private void awaitAnswer() {
        host.await("an answer", () -> host.run("nightjar", "status").contains("1 of 1 routes installed"));
    }

    private void configure() throws IOException {
        host.must("sh", "-c", "echo 'NIGHTJAR_ARGUMENTS=--config /opt/files/speaker.yaml' >>" + DEFAULTS);
    }

    private void writeConfiguration() throws IOException {
        Files.writeString(host.files().resolve("speaker.yaml"), """
                as: 64512
                router-id: 10.0.0.1
                listen: [{address: 127.0.0.1}]
                originate: [10.9.0.0/24]
                kernel: {enabled: true}
                neighbors: [{name: away, address: 127.0.0.9, as: 64512}]
                """);
    }

    @Test
    void theServiceIsInstalledRunsWithLittlePrivilegeIsUpgradedRemovedAndPurged() throws IOException {
        try (SystemdHost booted = host) {
            String before = traces(booted);
            fromInstallationToPurge();
            assertThat(traces(booted)).isEqualTo(before);
        }
    }

    private void fromInstallationToPurge() throws IOException {
        host.must("dpkg", "--install", "/opt/files/nightjar.deb");
        assertThat(host.must("dpkg", "--verify", "nightjar")).isEmpty();
        assertThat(host.run("systemctl", "is-enabled", UNIT).trim()).isEqualTo("disabled");
        assertThat(ofService("ActiveState")).isEqualTo("inactive");
        assertThat(host.must("systemd-analyze", "verify", UNIT)).isEmpty();
        host.must("systemd-analyze", "security", "--no-pager", "--threshold=25", UNIT);

        configure();
        host.must("systemctl", "enable", "--now", UNIT);
        isTriedUntilItsFileIsThere();
        String first = ofService("MainPID");
        runsWithLittlePrivilege(first);

        makeNextVersion();
        host.must("dpkg", "--force-confold", "--install", "/opt/files/next.deb");
        isUpgraded(first);

        host.must("dpkg", "--remove", "nightjar");
        isRemoved();
        host.must("dpkg", "--purge", "nightjar");
        isPurged();
    }

    /** More often in a row than systemd would try by itself; sooner one after the other than usual, for the test's sake. */
    private void isTriedUntilItsFileIsThere() throws IOException {
        host.must("sh", "-c", "mkdir $0 && printf '[Service]\\nRestartSec=100ms\\n' >$0/sooner.conf", SOONER);
        host.must("systemctl", "daemon-reload");
        host.await("the sixth restart", () -> Integer.parseInt(ofService("NRestarts")) >= 6);
        writeConfiguration();
        awaitAnswer();
        host.must("rm", "-r", SOONER);
        host.must("systemctl", "daemon-reload");
    }

    /** Files with our name. */
    private static String traces(SystemdHost system) throws IOException {
        return system.must("sh", "-c", "find /etc /usr /lib/systemd /var -xdev -iname '*nightjar*' | sort");
    }

    private void runsWithLittlePrivilege(String pid) throws IOException {
        String status = host.must("cat", "/proc/" + pid + "/status");
        assertThat(status)
                .containsPattern("CapEff:\\s+0000000000001400\n")
                .containsPattern("CapBnd:\\s+0000000000001400\n");
        assertThat(status).containsPattern("NoNewPrivs:\\s+1\n").containsPattern("Seccomp:\\s+2\n");
        assertThat(status).doesNotContainPattern("Uid:\\s+0\\s");
        assertThat(host.must("ip", "route")).contains("blackhole 10.9.0.0/24 proto bird");
        assertThat(host.must("ss", "-Htln")).contains("127.0.0.1:179 ");
        assertThat(host.must("sh", "-c", "stat -c '%a %U' /run/nightjar/nightjar.ctl"))
                .isEqualTo("660 nightjar\n");
    }

    /** What the administrator has changed is kept, and the service goes on as the new version. */
    private void isUpgraded(String formerPid) throws IOException {
        assertThat(host.must("dpkg-query", "-Wf", "${Version} ${Status}", "nightjar"))
                .isEqualTo("99 install ok installed");
        assertThat(host.must("cat", DEFAULTS)).contains("speaker.yaml").doesNotContain("another hint");
        assertThat(host.must("cat", DEFAULTS + ".dpkg-dist")).contains("another hint");
        assertThat(ofService("ActiveState")).isEqualTo("active");
        assertThat(ofService("MainPID")).isNotEqualTo(formerPid);
        awaitAnswer();
    }

    /** The configuration stays. */
    private void isRemoved() throws IOException {
        assertThat(ofService("ActiveState")).isNotEqualTo("active");
        assertThat(host.run(
                        "sh", "-c", "ls -d /usr/lib/nightjar /usr/bin/nightjar /lib/systemd/system/nightjar.service"))
                .doesNotContainPattern("(?m)^/");
        assertThat(host.must("cat", DEFAULTS)).contains("speaker.yaml");
        host.must("test", "-L", WANTED);
    }

    /** Nothing stays. */
    private void isPurged() throws IOException {
        assertThat(host.run("dpkg-query", "-W", "nightjar")).contains("no packages found");
        assertThat(host.run("ls", DEFAULTS, DEFAULTS + ".dpkg-dist", WANTED)).doesNotContainPattern("(?m)^/");
    }
}
