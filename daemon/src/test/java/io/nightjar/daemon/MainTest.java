package io.nightjar.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {

    private final StringWriter out = new StringWriter();

    private final StringWriter err = new StringWriter();

    private int execute(String... arguments) {
        CommandLine commandLine = Main.commandLine(Map.of(), arguments);
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        return commandLine.execute(arguments);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --http 0.0.0.0:9179                      | --http 0.0.0.0:9179 can be reached from elsewhere: give --http-token-file as well, or --http-client-ca with --http-cert
            --http [::]:1 --http-cert a --http-key b | --http [::]:1 can be reached from elsewhere: give --http-token-file as well, or --http-client-ca with --http-cert
            --http 1 --http-cert a                   | --http-cert needs --http-key
            --http 1 --http-client-ca a              | --http-client-ca needs --http-cert
            --http-cert a --http-key b               | --http-cert needs --http
            --http 127.0.0.1                         | --http: the port is missing: '127.0.0.1'
            --http here:1                            | --http: not an IPv4 address: 'here'
            --http-token-file a                      | --http-token-file needs --http
            """)
    void httpIsNotOpenedToTheWorldByAccident(String arguments, String message) {
        List<String> all = new ArrayList<>(List.of("run", "--config", "x.yaml"));
        all.addAll(List.of(arguments.split(" ", -1)));
        assertThat(execute(all.toArray(String[]::new))).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("nightjar run: " + message + "\n");
    }

    @Test
    void onlyTheCommandThatIsNamedIsRead() {
        assertThat(Main.commandLine(Map.of(), "run", "--config", "status").getSubcommands())
                .containsOnlyKeys("run");
        assertThat(Main.commandLine(Map.of(), "bird6").getSubcommands()).containsOnlyKeys("run", "bird", "bird6");
        assertThat(Main.commandLine(Map.of(), "help", "run").getSubcommands()).containsKeys("run", "top", "help");
        assertThat(Main.commandLine(Map.of(), "--help").getSubcommands()).containsKeys("run", "top", "help");
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
    @ValueSource(
            strings = {"", "run", "status", "top", "routes", "peer", "peer disable", "decode", "speak", "lab", "version"
            })
    void everyCommandHasHelp(String command) {
        int exitCode = command.isEmpty() ? execute("--help") : execute((command + " --help").split(" "));

        assertThat(exitCode).isZero();
        assertThat(out.toString()).contains(("Usage: nightjar " + command).strip());
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --interval 0       | --interval is from 1 to 3600 seconds
            --rows 0           | --rows is at least 1
            --count 0          | --count is at least 1
            --once --count 2   | --once and --count exclude each other
            """)
    void topSaysWhatItCannotDo(String arguments, String message) {
        assertThat(execute(("top " + arguments).split(" "))).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("nightjar top: " + message + " (see nightjar top --help)\n");
    }

    @Test
    void topWithoutADaemonIsOneLineWhenOneTableIsWanted(@TempDir Path directory) {
        Path socket = directory.resolve("none.ctl");

        assertThat(execute("top", "--once", "--control", socket.toString())).isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo("nightjar top: no nightjar is running: nobody answers on " + socket + "\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void runWithoutASourceSaysWhatToGive() {
        assertThat(execute("run")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("nightjar run: nothing to run: give --config FILE, or say where the datastore is with"
                        + " ETCD_ENDPOINTS or --datastore-endpoints\n");
    }

    @Test
    void runRefusesTwoSources() {
        assertThat(execute("run", "--config", "x.yaml", "--datastore-endpoints", "http://x:1"))
                .isEqualTo(2);
        assertThat(err.toString()).isEqualTo("nightjar run: --config and --datastore-endpoints exclude each other\n");
    }

    @Test
    void runNamesEachProblemOfAFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("speaker.yaml"), "as: 1\nrouterid: 1.1.1.1\n");

        assertThat(execute("run", "--config", file.toString())).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactlyInAnyOrder(
                        "nightjar run: " + file + ":2: routerid: unknown key; did you mean 'router-id'?",
                        "nightjar run: " + file + ":1: router-id: missing; expected dotted quad");
    }

    @Test
    void runNamesAFileThatIsNotThere(@TempDir Path directory) {
        Path file = directory.resolve("none.yaml");

        assertThat(execute("run", "--config", file.toString())).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("nightjar run: " + file + ": there is no such file\n");
    }

    @Test
    void runNamesAFileThatCannotBeRead(@TempDir Path directory) {
        assertThat(execute("run", "--config", directory.toString())).isEqualTo(2);
        assertThat(err.toString()).startsWith("nightjar run: " + directory + ": cannot be read: ");
    }

    @Test
    void runNamesTheVariableThatIsWrong() {
        assertThat(execute("run", "--nodename", "a", "--datastore-endpoints", "ftp://x"))
                .isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).startsWith("nightjar run: ETCD_ENDPOINTS: 'ftp://x'");
    }

    @Test
    void runKnowsNoDatastoreButEtcd() {
        assertThat(execute("run", "--datastore", "kubernetes", "--datastore-endpoints", "http://x:1"))
                .isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo(
                        "nightjar run: --datastore: 'kubernetes' is not supported: Nightjar reads Calico's datastore in"
                                + " etcd (etcdv3 or etcdv2)\n");
    }

    @Test
    void aReflectorNeedsTheDatastoreAndItsAddress() {
        assertThat(execute("run", "--route-reflector", "--config", "x.yaml")).isEqualTo(2);
        assertThat(execute("run", "--route-reflector", "--nodename", "a", "--datastore-endpoints", "http://x:1"))
                .isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "nightjar run: --config and --route-reflector exclude each other; the file has a section of that name",
                        "nightjar run: IP: holds no address; a route reflector needs its own in IP or IP6");
    }

    @Test
    void runRefusesToTakeAFilesPlaceAsControlSocket(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("speaker.yaml"), "as: 1\nrouter-id: 1.1.1.1\nlisten: []\n");

        assertThat(execute("run", "--config", file.toString(), "--control", file.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).isEqualTo("nightjar run: " + file + " is in the way: it is not a socket\n");
    }
}
