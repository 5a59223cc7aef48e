package io.nightjar.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {

    private final StringWriter out = new StringWriter();

    private final StringWriter err = new StringWriter();

    private int execute(String... arguments) {
        CommandLine commandLine = Main.commandLine(Map.of());
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        return commandLine.execute(arguments);
    }

    @Test
    void withoutACommandOneLineSaysWhatIsMissing() {
        assertThat(execute()).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("nightjar: a command is missing (see nightjar --help)\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aWrongCommandGetsASuggestion() {
        assertThat(execute("statsu")).isEqualTo(2);
        assertThat(err.toString())
                .hasLineCount(1)
                .startsWith("nightjar: Unmatched argument")
                .contains("status");
    }

    @Test
    void aWrongOptionIsNamed() {
        assertThat(execute("status", "--jsn")).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).startsWith("nightjar status: Unknown option: '--jsn'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "run", "status", "lab", "version"})
    void everyCommandHasHelp(String command) {
        int exitCode = command.isEmpty() ? execute("--help") : execute(command, "--help");

        assertThat(exitCode).isZero();
        assertThat(out.toString()).startsWith(("Usage: nightjar " + command).strip());
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void theVersionIsTheOneThatWasBuilt() {
        assertThat(execute("version")).isZero();
        assertThat(out.toString()).matches("(?s)nightjar \\d+\\.\\d+\\.\\d+.*Java .*");
    }

    @Test
    void statusWithoutADaemonIsOneLine(@TempDir Path directory) {
        Path socket = directory.resolve("none.ctl");

        assertThat(execute("status", "--control", socket.toString())).isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo("nightjar status: no nightjar is running: nobody answers on " + socket + "\n");
        assertThat(out.toString()).isEmpty();
    }
}
