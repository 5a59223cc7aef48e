package io.nightjar.daemon.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostCommandsTest {

    private final HostCommands commands = new HostCommands();

    @Test
    void outputErrorAndExitCodeAreKeptApart() {
        CommandResult result = commands.run(Command.of("sh", "-c", "echo out; echo err >&2; exit 3"));

        assertThat(result).isEqualTo(new CommandResult(3, "out\n", "err\n"));
        assertThat(result.succeeded()).isFalse();
    }

    @Test
    void inputReachesTheCommand() {
        assertThat(commands.output(Command.of("cat").reading("grüezi\n"))).isEqualTo("grüezi\n");
    }

    @Test
    void muchOutputDoesNotBlock() {
        String output = commands.output(Command.of("sh", "-c", "head -c 1000000 /dev/zero | tr '\\0' x"));

        assertThat(output).hasSize(1_000_000);
    }

    @Test
    void aCommandThatDoesNotReadItsInputStillCounts() {
        assertThat(commands.run(Command.of("true").reading("x".repeat(1_000_000))))
                .isEqualTo(new CommandResult(0, "", ""));
    }

    @Test
    void aFailedCommandIsReportedWithItsOwnWords() {
        assertThatThrownBy(() -> commands.output(Command.of("sh", "-c", "echo no such thing >&2; exit 4")))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("exit code 4")
                .hasMessageContaining("no such thing");
        assertThatThrownBy(() -> commands.output(Command.of("sh", "-c", "echo on stdout; exit 1")))
                .hasMessageContaining("on stdout");
    }

    @Test
    void aCommandThatTakesTooLongIsEnded() {
        Command endless = Command.of("tail", "-f", "/dev/null").within(Duration.ofMillis(20));

        assertThatThrownBy(() -> commands.run(endless))
                .isInstanceOf(LabException.class)
                .hasMessage("tail -f /dev/null did not end within 0 s");
    }

    @Test
    void aMissingProgramIsNamed() {
        assertThatThrownBy(() -> commands.run(Command.of("/no/such/program")))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("/no/such/program");
    }

    @Test
    void aStartedProgramWritesItsLogAndSeesOnlyTheGivenEnvironment(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Files.writeString(log, "before\n");

        Process process = commands.start(
                List.of("sh", "-c", "echo $NODENAME; echo oops >&2; env | grep -c ^ETCD_ || true"),
                Map.of("NODENAME", "node07"),
                log);

        assertThat(process.waitFor()).isZero();
        assertThat(log).hasContent("before\nnode07\noops\n0");
    }

    @Test
    void aProgramThatCannotBeStartedIsNamed(@TempDir Path folder) {
        assertThatThrownBy(() -> commands.start(List.of("/no/such/program"), Map.of(), folder.resolve("log")))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("/no/such/program");
    }

    @Test
    void aCommandNeedsAProgram() {
        assertThatThrownBy(() -> Command.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anInterruptedWaitEndsTheCommandAndSaysSo() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> commands.run(Command.of("tail", "-f", "/dev/null")))
                .isInstanceOf(LabInterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }
}
