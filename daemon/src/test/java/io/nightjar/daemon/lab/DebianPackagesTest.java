package io.nightjar.daemon.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DebianPackagesTest {

    private final FakeCommands commands = new FakeCommands();
    private final DebianPackages packages = new DebianPackages(commands, Path.of("/tree"));

    @Test
    void whatTheScriptSaysIsPassedOn() {
        commands.answer(
                "/tree/scripts/install-packages etcd-server",
                new CommandResult(0, "", "installing the Debian packages etcd-server\n"));

        assertThat(packages.install("etcd-server", "etcd-client")).contains("installing the Debian packages");
        assertThat(commands.received().get(0)).hasToString("/tree/scripts/install-packages etcd-server etcd-client");
    }

    @Test
    void anUnpackedPackageIsAFolderOfPrograms() {
        commands.answer("/tree/scripts/install-packages --unpack bird", "/cache/bird\n");

        assertThat(packages.unpacked("bird")).isEqualTo(Path.of("/cache/bird/usr/sbin"));
    }

    @Test
    void theReasonOfAFailureIsKept() {
        commands.answer("/tree", new CommandResult(1, "", "nightjar: no network\n"));

        assertThatThrownBy(() -> packages.install("etcd-server"))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("no network");
    }
}
