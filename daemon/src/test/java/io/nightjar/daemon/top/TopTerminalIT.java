package io.nightjar.daemon.top;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nightjar.daemon.ArchivedNightjar;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

/** {@code nightjar top} on a terminal of its own (util-linux' {@code script} has pseudo-terminals) against a real daemon. */
@Timeout(180)
class TopTerminalIT {

    private static final String LEFT = "\033[0m\033[?7h\033[?25h\033[?1049l";

    private final List<Process> processes = new ArrayList<>();

    @TempDir
    private Path directory;

    private Path socket;

    @BeforeEach
    void locate() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")) || System.getenv("CI") != null, "needs script");
        socket = directory.resolve("n.ctl");
    }

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
    }

    private Process start(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        processes.add(process);
        return process;
    }

    private Process daemon() throws IOException {
        Path config = Files.writeString(directory.resolve("speaker.yaml"), """
                as: 64512
                router-id: 10.0.0.1
                listen: []
                neighbors:
                  - {name: here, address: 127.0.0.9, as: 64512, port: 9}
                """);
        Process process = start(
                ArchivedNightjar.program().with("run", "--config", config.toString(), "--control", socket.toString()));
        await(process, " runs, control socket ");
        return process;
    }

    /** On a terminal of 30 rows and 100 columns; the shell around it keeps the settings before and after. */
    private Process top() throws IOException {
        StringBuilder line = new StringBuilder();
        for (String word : ArchivedNightjar.program().with("top", "--interval", "1", "--control", socket.toString())) {
            line.append('\'').append(word).append("' ");
        }
        Path shell = Files.writeString(directory.resolve("shell"), """
                trap : INT
                stty rows 30 cols 100
                stty -g > before
                %s
                echo "left with $?"
                stty -g > after
                """.formatted(line));
        // Who started the build in the background may have it ignore Control-C, and all that it starts.
        return start(List.of(
                "env",
                "--default-signal=INT,QUIT,HUP",
                "script",
                "-qec",
                "cd " + directory + " && TERM=xterm sh " + shell.getFileName(),
                "/dev/null"));
    }

    /** Reads until a text has come, and returns everything up to there. */
    private static String await(Process process, String text) throws IOException {
        InputStream in = process.getInputStream();
        StringBuilder read = new StringBuilder();
        while (read.indexOf(text) < 0) {
            int octet = in.read();
            assertThat(octet).as("'%s' comes after %s", text, read).isNotNegative();
            read.append((char) octet);
        }
        return read.toString();
    }

    private static void press(Process process, String keys) throws IOException {
        OutputStream out = process.getOutputStream();
        out.write(keys.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private void assertThatTheTerminalIsAsBefore(Process top, String rest) throws IOException, InterruptedException {
        assertThat(rest).contains(LEFT);
        assertThat(top.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(directory.resolve("after")).hasContent(Files.readString(directory.resolve("before")));
    }

    @Test
    void keysWorkAndQLeavesTheTerminalAsItWas() throws IOException, InterruptedException {
        daemon();
        Process top = top();
        assertThat(await(top, "sorted by unwell")).contains("\033[?1049h").contains("sessions   1: 1 ");
        press(top, "s");
        await(top, "sorted by name");
        press(top, "f");
        await(top, "state unwell");

        press(top, "q");

        assertThatTheTerminalIsAsBefore(top, await(top, "left with 0"));
    }

    @Test
    void controlCLeavesTheTerminalAsItWas() throws IOException, InterruptedException {
        daemon();
        Process top = top();
        await(top, "sorted by unwell");

        press(top, "\003");

        assertThatTheTerminalIsAsBefore(top, await(top, "left with 130"));
    }

    @Test
    void aDaemonMayComeGoAndComeBack() throws IOException, InterruptedException {
        Process top = top();
        await(top, "no answer for ");
        Process first = daemon();
        await(top, "sorted by unwell");

        first.destroy();
        await(top, "no answer for ");
        assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
        daemon();
        await(top, "answers again");

        press(top, "q");
        assertThatTheTerminalIsAsBefore(top, await(top, "left with 0"));
    }

    @Test
    void withoutATerminalItPrintsTables() throws IOException, InterruptedException {
        daemon();
        Process top = start(ArchivedNightjar.program()
                .with("top", "--interval", "1", "--count", "2", "--control", socket.toString()));

        String text = new String(top.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(top.waitFor()).isZero();
        assertThat(text).doesNotContain("\033");
        assertThat(text.lines().filter(line -> line.startsWith("peers: 1, state all")))
                .hasSize(2);
        assertThat(text).contains("messages   0/s").contains("here  127.0.0.9  64512");
    }
}
