package io.nightjar.conformance.sim;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.nightjar.bgp.time.NanoClock;
import io.nightjar.fsm.session.ManualClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** The command line, and what it prints. */
class SimCommandTest {

    private final Logger speakers = (Logger) LoggerFactory.getLogger("io.nightjar");

    private final Level usual = speakers.getLevel();

    private final ManualClock clock = new ManualClock();

    private boolean terminal;

    private final StringWriter out = new StringWriter();

    private final StringWriter err = new StringWriter();

    @AfterEach
    void letSpeakersTell() {
        speakers.setLevel(usual);
    }

    private int execute(String... arguments) {
        out.getBuffer().setLength(0);
        CommandLine commandLine = SimCommand.commandLine(clock, terminal);
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        return commandLine.execute(arguments);
    }

    @Test
    void aRunIsSummedUpInAFewLinesWhichAreTheSameEachTime() {
        assertThat(execute("--nodes", "4", "--faults", "6", "--seed", "3", "--verbose"))
                .isZero();
        String first = out.toString();
        assertThat(execute("--nodes", "4", "--faults", "6", "--seed", "3", "--verbose"))
                .isZero();

        assertThat(first).isEqualTo(out.toString());
        assertThat(first)
                .contains("seed 3: 4 nodes, mesh, 1 blocks each")
                .contains("fault: ")
                .contains("peers of each: ")
                .contains("all kernels right again");
    }

    @Test
    void reflectorsHaveAllPeersAndOthersHaveThem() {
        assertThat(execute("--nodes", "30", "--topology", "REFLECTORS", "--reflectors", "3", "--blocks", "2"))
                .isZero();
        assertThat(out.toString())
                .contains("30 nodes, 3 reflectors in one cluster, 2 blocks each")
                .contains("peers of each: 3 at least, 3 in the middle, 29 at most");
    }

    @Test
    void bothFamiliesBehindStandaloneReflectors() {
        assertThat(execute("--nodes", "5", "--topology", "standalone", "--dual-stack"))
                .isZero();
        assertThat(out.toString())
                .contains("5 nodes, 2 standalone reflectors, 1 blocks each of both families, 0 faults");
    }

    @Test
    void onATerminalALineSaysHowFarItIsAndGoesAway() {
        terminal = true;
        SteppingClock steps = new SteppingClock();
        CommandLine commandLine = SimCommand.commandLine(steps, terminal);
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));

        assertThat(commandLine.execute("--nodes", "10", "--faults", "3")).isZero();

        assertThat(err.toString())
                .contains("s: 10 of 10 speakers, 45 sessions, ")
                .contains(" of 3 faults, ")
                .endsWith("\r\u001b[K");
    }

    /** Each look takes a second. */
    private static final class SteppingClock implements NanoClock {

        private long nanos;

        @Override
        public long nanoTime() {
            nanos += 1_000_000_000L;
            return nanos;
        }
    }

    @Test
    void manySeedsAreCounted() {
        assertThat(execute("--nodes", "3", "--faults", "2", "--kinds", "crash,loss", "--seeds", "1..5"))
                .isZero();
        assertThat(out.toString()).isEqualTo("5 seeds, 0 went wrong\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --nodes 1                             | --nodes must be 2 to 20000
            --topology reflectors --reflectors 5  | --reflectors must be 1 to 4
            --topology reflectors --clusters 3    | --clusters must be 1 to 2
            --blocks 99999                        | --blocks must be 0 to 13107
            --faults -1                           | --faults must be 0 to 10000
            --latency 0                           | --latency must be 0.2 to 1000
            --cost -1                             | --cost must be 0 to 10000
            --seeds 5                             | is not a range of seeds like 1..200
            --seeds 5..1                          | is not a range of seeds like 1..200
            --seeds a..b                          | is not a range of seeds like 1..200
            --kinds flood                         | Invalid value for option
            """)
    void wrongArgumentsAreNamedInOneLine(String arguments, String message) {
        assertThat(execute(arguments.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).startsWith("nightjar sim: ").contains(message);
    }
}
