package io.nightjar.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.daemon.lab.ConditionWait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A speaker out of a package, in the namespaces that its command line gives it, until it is closed. */
final class PackagedSpeaker implements AutoCloseable {

    private static final Duration PACE = Duration.ofMillis(50);

    private final Path log;

    private final Process process;

    private PackagedSpeaker(Path log, List<String> words) throws IOException {
        this.log = log;
        this.process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** Starts one by words that become it, each of them in the place of the one before, and returns when it can be asked. */
    static PackagedSpeaker start(Path log, String control, List<String> words) throws IOException {
        PackagedSpeaker speaker = new PackagedSpeaker(log, words);
        boolean started = false;
        try {
            Path socket = Path.of("/proc/" + speaker.pid() + "/root" + control);
            speaker.await(control, () -> Files.exists(socket));
            started = true;
            return speaker;
        } finally {
            if (!started) {
                speaker.close();
            }
        }
    }

    long pid() {
        return process.pid();
    }

    /** What can be waited for. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException;
    }

    private void await(String what, Condition condition) {
        new ConditionWait(new SystemNanoClock(), PACE).until(what, Packages.PATIENCE, () -> {
            try {
                assertThat(process.isAlive())
                        .as("it has ended: %s", Files.readString(log))
                        .isTrue();
                return condition.holds() ? List.of() : List.of(Files.readString(log));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Runs a command beside it until it says what is wanted. */
    void awaitBeside(Predicate<String> wanted, String... command) {
        await(String.join(" ", command), () -> wanted.test(beside(command)));
    }

    /** Runs a command that has to succeed in its namespaces and its root, as the kubelet runs a probe. */
    String beside(String... command) throws IOException {
        List<String> words = new ArrayList<>(List.of("env", "-i", "PATH=/usr/bin:/bin"));
        words.addAll(List.of("nsenter", "--target=" + pid(), "--mount", "--net", "--root", "--wd"));
        words.addAll(List.of(command));
        return Packages.run(words.toArray(String[]::new));
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
