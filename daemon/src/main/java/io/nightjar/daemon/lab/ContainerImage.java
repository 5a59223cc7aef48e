package io.nightjar.daemon.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The files that programs in containers see: a small Debian with the libraries of all peers, made on the spot from Debian's
 * packages and kept by podman for the next time. Peers themselves, Java and Nightjar are mounted.
 */
final class ContainerImage {

    /** Podman with the runtime that needs neither cgroups of version 2 nor all capabilities. */
    static final List<String> PODMAN = List.of("podman", "--runtime", "runc");

    private static final List<String> PACKAGES = List.of(
            "bash",
            "coreutils",
            "dash",
            "etcd-client",
            "etcd-server",
            "grep",
            "iproute2",
            "iputils-ping",
            "libc-ares2",
            "libc-bin",
            "libcap2",
            "libevent-2.1-7",
            "libjson-c5",
            "libreadline8",
            "libssh-gcrypt-4",
            "libstdc++6",
            "libtinfo6",
            "libyang2",
            "mount",
            "python3",
            "python3-pkg-resources",
            "sed",
            "util-linux",
            "zlib1g");

    /** The only user: there are no scripts of packages that would make others. */
    private static final String USERS = "root:x:0:0:root:/root:/bin/sh";

    private static final Duration BUILD_LIMIT = Duration.ofMinutes(10);

    private final Commands commands;
    private final DebianPackages packages;

    ContainerImage(Commands commands, DebianPackages packages) {
        this.commands = commands;
        this.packages = packages;
    }

    /** Its name changes with its content. */
    String name() {
        return String.format(
                Locale.ROOT,
                "localhost/nightjar-lab:%08x",
                List.of(PACKAGES, USERS).hashCode());
    }

    /** Installs podman and makes the image if this machine has not got it. */
    void provide() {
        packages.install("podman", "runc", "mmdebstrap");
        if (!commands.run(podman("image", "exists", name())).succeeded()) {
            build();
        }
    }

    private void build() {
        Path archive = temporaryFile();
        try {
            commands.output(Command.of(
                            "mmdebstrap",
                            "--quiet",
                            "--variant=extract",
                            "--include=" + String.join(",", PACKAGES),
                            "--extract-hook=echo " + USERS + " > \"$1/etc/passwd\"",
                            "bookworm",
                            archive.toString())
                    .within(BUILD_LIMIT));
            commands.output(
                    podman("import", "--quiet", archive.toString(), name()).within(BUILD_LIMIT));
        } finally {
            delete(archive);
        }
    }

    private static Command podman(String... words) {
        List<String> all = new ArrayList<>(PODMAN);
        all.addAll(List.of(words));
        return Command.of(all);
    }

    private static Path temporaryFile() {
        try {
            return Files.createTempFile("nightjar-lab", ".tar");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a file for the image", e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }
}
