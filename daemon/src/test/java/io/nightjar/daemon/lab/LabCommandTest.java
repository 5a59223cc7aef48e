package io.nightjar.daemon.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class LabCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void anUnknownNodeIsRefusedBeforeAnythingIsBuilt() {
        assertThat(execute("--once", "--bird", "node77")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err)
                .hasToString(
                        String.format("nightjar: there is no node node77; the nodes are node00, node01, node02%n"));
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        assertThat(execute("--route-reflector", "node01", "--bird", "node01")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(execute("--datastore", "consul")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString().lines())
                .containsExactly(
                        "nightjar: --bird: node01 is the route reflector",
                        "nightjar: --datastore: 'consul' is neither etcdv2 nor etcdv3");
    }

    @Test
    void helpNamesAllOptions() {
        assertThat(execute("--help")).isEqualTo(CommandLine.ExitCode.OK);
        assertThat(out.toString())
                .contains(
                        "--once", "--json", "--bird=NODE", "--datastore=TYPE", "--route-reflector=NODE", "--keep-logs");
    }

    private int execute(String... arguments) {
        return new CommandLine(new LabCommand(() -> 0))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
