package io.nightjar.daemon.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NightjarProgramTest {

    private final NightjarProgram program = NightjarProgram.ofThisProcess();

    @Test
    void itIsThisJavaWithThisClassPath() {
        assertThat(program.words().get(0)).isEqualTo(System.getProperty("java.home") + "/bin/java");
        assertThat(program.words()).contains("-cp").endsWith("io.nightjar.daemon.Main");
    }

    @Test
    void agentsAreNotInherited() {
        assertThat(program.words()).noneMatch(word -> word.startsWith("-javaagent") || word.startsWith("-agentlib"));
    }

    @Test
    void argumentsFollowTheMainClass() {
        List<String> words = program.with("status", "--json");

        assertThat(words).endsWith("io.nightjar.daemon.Main", "status", "--json");
    }

    @Test
    void itRuns() {
        assertThat(new HostCommands().output(Command.of(program.with("--help"))))
                .contains("nightjar");
    }
}
