package io.nightjar.daemon.lab;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs commands on this machine. Output goes through files, so that no command can block on a full pipe. */
public final class HostCommands implements Commands {

    /** A program of the lab must not be configured by chance, e.g. by the ETCD_ENDPOINTS of the user's shell. */
    private static final List<String> KEPT_VARIABLES = List.of("PATH", "HOME", "LANG", "MALLOC_ARENA_MAX");

    @Override
    public CommandResult run(Command command) {
        try {
            Path output = Files.createTempFile("nightjar-lab", ".out");
            Path error = Files.createTempFile("nightjar-lab", ".err");
            try {
                int exitCode = run(command, output, error);
                return new CommandResult(exitCode, text(output), text(error));
            } finally {
                Files.delete(output);
                Files.delete(error);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the output of " + command, e);
        }
    }

    @Override
    public Process start(List<String> words, Map<String, String> environment, Path log) {
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().retainAll(KEPT_VARIABLES);
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw cannotRun(words, e);
        }
    }

    private static int run(Command command, Path output, Path error) {
        Process process = start(command, output, error);
        try {
            feed(process, command.input());
            if (!process.waitFor(command.limit().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new LabException(
                        command + " did not end within " + command.limit().toSeconds() + " s");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new LabInterruptedException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(Command command, Path output, Path error) {
        try {
            return new ProcessBuilder(command.words())
                    .redirectOutput(output.toFile())
                    .redirectError(error.toFile())
                    .start();
        } catch (IOException e) {
            throw cannotRun(command.words(), e);
        }
    }

    private static LabException cannotRun(List<String> words, IOException cause) {
        return new LabException("cannot run " + words.get(0) + ": " + cause.getMessage(), cause);
    }

    private static void feed(Process process, String input) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The program ended without reading: its exit code and its words tell why.
            process.onExit().join();
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
