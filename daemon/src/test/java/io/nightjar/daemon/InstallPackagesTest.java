package io.nightjar.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.daemon.lab.Command;
import io.nightjar.daemon.lab.CommandResult;
import io.nightjar.daemon.lab.HostCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/install-packages} with a package manager that only writes down how it is called. */
class InstallPackagesTest {

    @TempDir
    private Path folder;

    private Path programs;
    private Path cache;
    private Path aptLog;

    @BeforeEach
    void plantPackageManager() throws IOException {
        programs = Files.createDirectories(folder.resolve("bin"));
        cache = folder.resolve("cache/nightjar/packages");
        aptLog = Files.createFile(folder.resolve("apt.log"));
        script("apt-get", "echo \"$@\" >> " + aptLog, "case \"$*\" in *download*) touch package.deb;; esac");
        script("apt-cache", "exit 0");
        script("dpkg", "mkdir -p \"$3/usr/sbin\"");
        script("dpkg-query", "printf installed");
    }

    @Test
    void whatIsThereIsNotInstalledAgain() throws IOException {
        CommandResult result = run("util-linux", "libreadline8");

        assertThat(result).isEqualTo(new CommandResult(0, "", ""));
        assertThat(aptLog).isEmptyFile();
    }

    @Test
    void anUnpackedPackageIsFetchedOnceAndItsFolderPrinted() throws IOException {
        CommandResult first = run("--unpack", "bird");
        CommandResult second = run("--unpack", "bird");

        assertThat(first.output()).isEqualTo(cache.resolve("bird") + "\n").isEqualTo(second.output());
        assertThat(first.error()).contains("unpacking the Debian package bird");
        assertThat(second.error()).isEmpty();
        assertThat(cache.resolve("bird/usr/sbin")).isDirectory();
        assertThat(Files.readAllLines(aptLog)).singleElement().asString().endsWith("download bird");
    }

    @Test
    void missingListsAreFetchedFirst() throws IOException {
        script("apt-cache", "exit 100");

        assertThat(run("--unpack", "bird").exitCode()).isZero();
        assertThat(Files.readAllLines(aptLog)).hasSize(2).first().asString().endsWith("update");
    }

    @Test
    void oldListsAreFetchedAgainWhenADownloadFails() throws IOException {
        script(
                "apt-get",
                "echo \"$@\" >> " + aptLog,
                "case \"$*\" in",
                "*update*) touch " + folder.resolve("updated") + ";;",
                "*download*) [ -e " + folder.resolve("updated") + " ] && touch package.deb;;",
                "esac");

        assertThat(run("--unpack", "bird").exitCode()).isZero();
        assertThat(Files.readAllLines(aptLog)).hasSize(3);
    }

    @Test
    void aFailedDownloadLeavesNothingThatLooksComplete() throws IOException {
        script("apt-get", "exit 100");

        CommandResult result = run("--unpack", "bird");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.error()).contains("could not fetch the Debian package bird");
        assertThat(cache.resolve("bird")).doesNotExist();
    }

    private CommandResult run(String... arguments) {
        List<String> words = new ArrayList<>(List.of(
                "env",
                "PATH=" + programs + ":/usr/bin:/bin",
                "XDG_CACHE_HOME=" + folder.resolve("cache"),
                Path.of("")
                        .toAbsolutePath()
                        .resolveSibling("scripts/install-packages")
                        .toString()));
        words.addAll(List.of(arguments));
        return new HostCommands().run(Command.of(words));
    }

    private void script(String name, String... lines) throws IOException {
        Path file = programs.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
