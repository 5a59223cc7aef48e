package io.nightjar.daemon.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Runs commands on this machine. Output goes through files, so that no command can block on a full pipe. */
public final class HostCommands implements Commands {

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
            throw new LabException("cannot run " + command.words().get(0) + ": " + e.getMessage(), e);
        }
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
