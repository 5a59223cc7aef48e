package io.nightjar.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.daemon.ArchivedNightjar;
import io.nightjar.daemon.control.ControlClient;
import io.nightjar.daemon.control.ControlSocketException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code nightjar run} as a process of its own, ended by signals. */
@Timeout(120)
class RunProcessIT {

    private final List<Process> processes = new ArrayList<>();

    @TempDir
    private Path directory;

    private Path config;

    private Path socket;

    @BeforeEach
    void configure() throws IOException {
        config = Files.writeString(directory.resolve("speaker.yaml"), "as: 64512\nrouter-id: 10.0.0.1\nlisten: []\n");
        socket = directory.resolve("n.ctl");
    }

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
    }

    private Process nightjar(String... arguments) throws IOException {
        Process process = new ProcessBuilder(ArchivedNightjar.program().with(arguments))
                .redirectErrorStream(true)
                .start();
        processes.add(process);
        return process;
    }

    private Process running() throws IOException {
        Process process = nightjar("run", "--config", config.toString(), "--control", socket.toString());
        String line = process.inputReader(StandardCharsets.UTF_8).readLine();
        while (line != null && !line.contains(" runs, control socket " + socket)) {
            line = process.inputReader(StandardCharsets.UTF_8).readLine();
        }
        assertThat(line).as("the line that says that it runs").isNotNull();
        return process;
    }

    private static String rest(Process process) throws IOException {
        StringBuilder text = new StringBuilder();
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                text.append(line).append('\n');
            }
        }
        return text.toString();
    }

    @Test
    void sigtermEndsItInOrderWithExitCodeZero() throws IOException, InterruptedException {
        Process process = running();
        assertThat(socket).exists();

        process.toHandle().destroy();

        assertThat(rest(process)).contains("stopping").contains("stopped");
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(socket).doesNotExist();
    }

    @Test
    void aSecondOneOnTheSameSocketIsRefusedAndTheFirstGoesOn()
            throws IOException, InterruptedException, ControlSocketException {
        running();

        Process second = nightjar("run", "--config", config.toString(), "--control", socket.toString());

        assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(rest(second)).isEqualTo("nightjar run: another nightjar is running: it answers on " + socket + "\n");
        try (ControlClient client = new ControlClient(socket)) {
            assertThat(client.status().routerId()).isEqualTo("10.0.0.1");
        }
    }

    @Test
    void sigkillLeavesTheSocketFileAndTheNextOneTakesIt() throws IOException, InterruptedException {
        Process killed = running();
        killed.destroyForcibly().waitFor();
        assertThat(socket).exists();

        assertThat(running().isAlive()).isTrue();
    }

    @Test
    void statusShowsTheRunningDaemon() throws IOException, InterruptedException {
        running();

        Process status = nightjar("status", "--control", socket.toString());
        String text = rest(status);
        Process json = nightjar("status", "--json", "--control", socket.toString());
        String machine = rest(json);

        assertThat(status.waitFor()).isZero();
        assertThat(text)
                .startsWith("nightjar ")
                .contains("router id 10.0.0.1, AS 64512")
                .contains("kernel: off");
        assertThat(json.waitFor()).isZero();
        assertThat(machine)
                .contains("\"routerId\" : \"10.0.0.1\"")
                .contains("\"peers\" : [ ]")
                .contains("\"routes\"");
    }
}
