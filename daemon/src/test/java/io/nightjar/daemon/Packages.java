package io.nightjar.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

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
import java.util.concurrent.TimeUnit;

/** What the build has packed, and the commands that take it apart. */
final class Packages {

    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Path TARGET = Path.of("target");

    private Packages() {}

    /** The file in the build's folder that fits the pattern; built unless the build was told to leave it out. */
    static Path built(String pattern) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(TARGET, pattern)) {
            files.forEach(found::add);
        }
        assumeThat(found)
                .as("packages of the build, which -Ddist.skip leaves out")
                .isNotEmpty();
        return found.get(0).toAbsolutePath();
    }

    /** Runs a command that has to succeed, and returns what it has said. */
    static String run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said;
        try (InputStream output = process.getInputStream()) {
            said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(process.onExit()
                        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .join()
                        .exitValue())
                .as("exit code of %s, which said:\n%s", List.of(command), said)
                .isZero();
        return said;
    }

    static String digest(Path file) throws IOException {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
