package io.nightjar.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nightjar.calico.testing.RequiresEtcd;
import io.nightjar.daemon.bird.socket.BirdClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What nobody may read is nowhere to be read: two daemons as processes of their own, with a session that has a password, one of them over
 * a real etcd with TLS and users, and everything that either says to anybody.
 */
@RequiresEtcd
@Timeout(300)
class SecretsIT {

    private static final List<String> PATHS = List.of(
            "/api/v1/status",
            "/api/v1/routes",
            "/api/v1/peers",
            "/api/v1/config",
            "/api/v1/events",
            "/api/v1/cluster",
            "/api/v1/explain?q=10.2.0.1",
            "/api/v1/explain?q=c",
            "/metrics",
            "/metrics?peers=all",
            "/startupz",
            "/readyz",
            "/livez");

    private static final List<String> BIRD_COMMANDS = List.of(
            "show status",
            "show protocols all",
            "show route all",
            "show symbols",
            "show static",
            "show interfaces",
            "show memory",
            "dump all",
            "debug all all",
            "configure check",
            "show password");

    private final Map<String, String> said = new TreeMap<>();

    @TempDir
    private Path directory;

    private GuardedDaemons daemons;

    @BeforeEach
    void start() throws IOException {
        daemons = new GuardedDaemons(directory);
    }

    @AfterEach
    void stop() {
        daemons.close();
    }

    private CommandRun command(Map<String, String> variables, String... arguments) {
        CommandRun run = CommandRun.of(variables, arguments);
        said.put("nightjar " + String.join(" ", arguments), run.out() + run.err());
        return run;
    }

    private void assertThatNobodyToldASecret() {
        daemons.secrets.forEach((what, secret) -> said.forEach((who, text) ->
                assertThat(text).as("%s in what %s says", what, who).doesNotContain(secret)));
    }

    @Test
    void noAnswerOfARunningDaemonHasAPassword() throws IOException, InterruptedException {
        List<Process> running = daemons.start();
        askOverHttp();
        askBird();
        askByCommands();
        for (Process process : running) {
            inspect(process);
            process.toHandle().destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        for (String log : List.of("a.log", "b.log")) {
            said.put(log, Files.readString(directory.resolve(log)));
        }

        assertThat(said.get("a.log")).contains("\"level\"").contains("stopped");
        assertThat(said.get("nightjar status --control " + daemons.control("a")))
                .contains("Established")
                .contains("a password has 1 to 80 octets, not 96")
                .contains("a password cannot contain a NUL octet")
                .contains("secret s/missing is not there");
        assertThatNobodyToldASecret();
    }

    private void askOverHttp() throws IOException, InterruptedException {
        List<String> paths = new ArrayList<>(PATHS);
        paths.add("/api/v1/peers/Global_127_0_0_2_port_" + daemons.port + "/received");
        paths.add("/api/v1/peers/Global_127_0_0_2_port_" + daemons.port + "/advertised");
        HttpClient client = HttpClient.newHttpClient();
        for (String path : paths) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + daemons.http + path))
                            .header("Authorization", "Bearer " + GuardedDaemons.TOKEN)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path).isIn(200, 503);
            said.put("HTTP " + path, answer.headers().map() + answer.body());
        }
    }

    private void askBird() throws IOException {
        for (String command : BIRD_COMMANDS) {
            try (BirdClient client = BirdClient.connect(directory.resolve("bird.ctl"))) {
                client.send(command + "\n");
                client.finish();
                StringBuilder answer = new StringBuilder();
                for (String line = client.line(); !line.isEmpty(); line = client.line()) {
                    answer.append(line);
                }
                assertThat(answer.toString()).as(command).contains("\n");
                said.put("BIRD's socket to " + command, answer.toString());
            }
        }
    }

    private void askByCommands() throws IOException {
        command(Map.of(), "status", "--control", daemons.control("a"));
        command(Map.of(), "status", "--json", "--control", daemons.control("a"));
        command(Map.of(), "status", "--json", "--control", daemons.control("b"));
        command(Map.of(), "status", "Global_127_0_0_2_port_" + daemons.port, "--control", daemons.control("a"));
        command(Map.of(), "routes", "--control", daemons.control("a"));
        command(Map.of(), "explain", "c", "--control", daemons.control("a"));
        command(Map.of(), "explain", "10.2.0.0/16", "--control", daemons.control("a"));
        command(Map.of(), "top", "--once", "--interval", "1", "--control", daemons.control("a"));
        command(Map.of(), "metrics", "--all-peers", "--control", daemons.control("a"));
        Path change = Files.writeString(
                directory.resolve("change.yaml"),
                "{kind: BGPPeer, metadata: {name: b}, spec: {" + daemons.peer("127.0.0.2", "mesh") + "}}");
        CommandRun diff = command(
                daemons.environment, "config", "diff", "--from", change.toString(), "--control", daemons.control("a"));
        assertThat(diff.out()).contains("Global_127_0_0_2_port_" + daemons.port);
    }

    private void inspect(Process process) throws IOException, InterruptedException {
        said.put(
                "the command line of " + process.pid(),
                Files.readString(Path.of("/proc/" + process.pid() + "/cmdline")));
        for (String question : List.of("Thread.print", "VM.command_line", "VM.system_properties")) {
            Process asked = new ProcessBuilder(GuardedDaemons.java("jcmd"), Long.toString(process.pid()), question)
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(asked.waitFor()).as(answer).isZero();
            said.put("jcmd " + process.pid() + " " + question, answer);
        }
    }

    @Test
    void noCommandTellsAPasswordThatWasNotAskedForIt() throws IOException {
        for (String form : List.of("", "--json", "--bird")) {
            List<String> words = new ArrayList<>(List.of("config", "show", "--datastore", "etcdv3"));
            if (!form.isEmpty()) {
                words.add(form);
            }
            CommandRun masked = command(daemons.environment, words.toArray(String[]::new));
            assertThat(masked.exitCode()).as(masked.err()).isZero();
            assertThat(masked.out()).contains("Global_127_0_0_2");
            if (!form.isEmpty()) {
                words.add("--show-passwords");
                assertThat(CommandRun.of(daemons.environment, words.toArray(String[]::new))
                                .out())
                        .as("who asks for them gets them")
                        .contains(GuardedDaemons.PEER)
                        .contains(GuardedDaemons.MESH);
            }
        }
        CommandRun lint = command(daemons.environment, "config", "lint", "--datastore", "etcdv3");
        assertThat(lint.out() + lint.err()).contains("a password has 1 to 80 octets, not 96");

        assertThatNobodyToldASecret();
    }

    @Test
    void noErrorAboutAFileTellsAPassword() throws IOException {
        Files.writeString(directory.resolve("long"), GuardedDaemons.FILE_LONG + "\n");
        String file = """
                as: 64512
                router-id: 127.0.0.2
                neighbors:
                  - {name: a, address: 127.0.0.1, as: 64512, password: '%s'}
                  - {name: b, address: 127.0.0.3, as: 64512, password-file: long}
                  - {name: c, address: 127.0.0.4, as: 64512, password-file: none}
                  - {name: d, address: 127.0.0.5, as: 64512, password: {key: %s}}
                  - {name: e, address: 127.0.0.6, as: 64512, password: %s, password-file: long, %s}
                """.formatted(
                GuardedDaemons.WRONG_LONG, GuardedDaemons.PEER, GuardedDaemons.MESH, "pasword: " + GuardedDaemons.PEER);
        String config = Files.writeString(directory.resolve("c.yaml"), file).toString();
        CommandRun run = command(Map.of(), "run", "--config", config);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines().count()).isGreaterThanOrEqualTo(5);
        String broken = Files.writeString(
                        directory.resolve("d.yaml"), file + "  - {password: '" + GuardedDaemons.PEER + "'\n")
                .toString();
        assertThat(command(Map.of(), "run", "--config", broken).exitCode()).isEqualTo(2);

        assertThatNobodyToldASecret();
    }

    @Test
    void noRefusalOfTheDatastoreTellsAPassword() throws IOException, InterruptedException {
        daemons.environment.put("ETCD_PASSWORD", GuardedDaemons.WRONG_ETCD);
        assertThat(command(daemons.environment, "config", "show", "--datastore", "etcdv3")
                        .exitCode())
                .isNotZero();
        Process guessing = daemons.nightjar(
                "guessing.log",
                daemons.environment,
                "run",
                "--datastore",
                "etcdv3",
                "--no-kernel",
                "--log-level",
                "trace",
                "--control",
                daemons.control("g"));
        GuardedDaemons.WAIT.until("the refusal", Duration.ofMinutes(1), () -> {
            try {
                String log = Files.readString(directory.resolve("guessing.log"));
                return log.contains("auth") ? List.of() : List.of(log);
            } catch (IOException e) {
                return List.of(String.valueOf(e.getMessage()));
            }
        });
        guessing.toHandle().destroy();
        assertThat(guessing.waitFor(60, TimeUnit.SECONDS)).isTrue();
        said.put("guessing.log", Files.readString(directory.resolve("guessing.log")));

        assertThatNobodyToldASecret();
    }

    @Test
    void jsonOfTheStatusSaysThatThereIsAPassword() throws IOException {
        daemons.start();
        JsonNode status = new ObjectMapper()
                .readTree(command(Map.of(), "status", "--json", "--control", daemons.control("a"))
                        .out());

        assertThat(status.path("peers").findValuesAsText("md5"))
                .contains("true")
                .doesNotContain("false");
    }
}
