package io.nightjar.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nightjar.daemon.lab.ConditionWait;
import io.nightjar.daemon.lab.NightjarProgram;
import io.nightjar.kernel.testing.RequiresNetworkNamespaces;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A loop that does not move on makes the process not live, and nothing else does. The daemons are processes of their own, each in a
 * network namespace of its own, with the kernel's table; the loop's thread is stopped from outside, or has to run on the spot, as a
 * debugger can bring about.
 */
@RequiresNetworkNamespaces
@Timeout(300)
class StuckLoopIT {

    private static final List<String> LOOPS = List.of("bgp-rib", "bgp-io", "kernel", "control");

    private static final int DEBUGGERS = 5005;

    /** What the {@link ThreadStopper} does to a loop. */
    private record Hindrance(String how, String loop) {}

    private final ConditionWait wait = new ConditionWait(new SystemNanoClock(), Duration.ofMillis(200));

    private final List<Process> processes = new ArrayList<>();

    @TempDir
    private Path directory;

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
    }

    private Process start(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        processes.add(process);
        return process;
    }

    private Path socket(Hindrance hindrance) {
        return directory.resolve(hindrance.how() + "-" + hindrance.loop() + ".ctl");
    }

    private Process daemon(Hindrance hindrance) throws IOException {
        Path config = Files.writeString(directory.resolve("speaker.yaml"), """
                as: 64512
                router-id: 10.0.0.1
                listen: []
                originate: [10.9.0.0/24]
                neighbors: [{name: away, address: 127.0.0.9, as: 64512, port: 9}]
                kernel: {enabled: true}
                """);
        String debugged = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:" + DEBUGGERS;
        List<String> command = new ArrayList<>(List.of("env", "JAVA_TOOL_OPTIONS=" + debugged));
        command.addAll(List.of("unshare", "-n", "sh", "-c", "ip link set lo up && exec \"$@\"", "sh"));
        command.addAll(NightjarProgram.ofThisProcess() // whose class path has the Treadmill
                .with(
                        "run",
                        "--config",
                        config.toString(),
                        "--control",
                        socket(hindrance).toString()));
        return start(command);
    }

    /** Returns when the thread stands still, or will run on the spot as soon as it has something to do. */
    private Process hinder(Hindrance hindrance, Process daemon) throws IOException {
        List<String> command = new ArrayList<>(List.of("nsenter", "--net=/proc/" + daemon.pid() + "/ns/net"));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.nightjar.daemon.ThreadStopper",
                Integer.toString(DEBUGGERS),
                hindrance.loop(),
                hindrance.how()));
        Process stopper = start(command);
        assertThat(stopper.inputReader(StandardCharsets.UTF_8).readLine())
                .startsWith(ThreadStopper.STOPPED + hindrance.loop());
        return stopper;
    }

    /** The names of the checks that fail; empty when it is live. */
    private Set<String> failing(Hindrance hindrance) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket(hindrance)));
            String request = "GET /livez HTTP/1.1\r\nHost: nightjar\r\nConnection: close\r\n\r\n";
            ByteBuffer octets = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
            while (octets.hasRemaining()) {
                channel.write(octets);
            }
            String answer = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
            JsonNode report = new ObjectMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n")));
            Set<String> failing = new TreeSet<>();
            report.path("checks").forEach(check -> {
                if (!check.path("ok").asBoolean()) {
                    failing.add(check.path("name").asText());
                }
            });
            assertThat(answer).startsWith(failing.isEmpty() ? "HTTP/1.1 200 " : "HTTP/1.1 503 ");
            assertThat(report.path("checks").findValuesAsText("name")).containsExactlyElementsOf(LOOPS);
            return failing;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await(Hindrance hindrance, Set<String> expected) {
        wait.until(hindrance + " makes fail: " + expected, Duration.ofMinutes(1), () -> {
            Set<String> failing = failing(hindrance);
            return failing.equals(expected) ? List.of() : List.of("failing: " + failing);
        });
    }

    /** Only one of them runs on the spot, as that takes a processor for itself. */
    @Test
    void aLoopThatDoesNotMoveOnIsTheOnlyOneThatIsNotLiveUntilItGoesOn() throws IOException, InterruptedException {
        List<Hindrance> hindrances = new ArrayList<>();
        for (String loop : LOOPS) {
            hindrances.add(new Hindrance(ThreadStopper.STOP, loop));
        }
        hindrances.add(new Hindrance(ThreadStopper.SPIN, LOOPS.get(0)));
        List<Process> daemons = new ArrayList<>();
        for (Hindrance hindrance : hindrances) {
            daemons.add(daemon(hindrance));
        }
        List<Process> stoppers = new ArrayList<>();
        for (int i = 0; i < daemons.size(); i++) {
            awaitStart(daemons.get(i));
            assertThat(failing(hindrances.get(i))).isEmpty();
            stoppers.add(hinder(hindrances.get(i), daemons.get(i)));
            assertThat(failing(hindrances.get(i))).as("so soon").isEmpty();
        }
        for (Hindrance hindrance : hindrances) {
            await(hindrance, Set.of(hindrance.loop()));
        }
        for (Process stopper : stoppers) {
            stopper.getOutputStream().close();
            assertThat(stopper.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(stopper.exitValue()).isZero();
        }
        for (Hindrance hindrance : hindrances) {
            await(hindrance, Set.of());
        }
    }

    private static void awaitStart(Process daemon) throws IOException {
        BufferedReader lines = daemon.inputReader(StandardCharsets.UTF_8);
        String line = lines.readLine();
        while (line != null && !line.contains(" runs, control socket ")) {
            line = lines.readLine();
        }
        assertThat(line).as("the line that says that it runs").isNotNull();
    }
}
