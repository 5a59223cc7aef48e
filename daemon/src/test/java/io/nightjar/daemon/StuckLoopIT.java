package io.nightjar.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nightjar.daemon.lab.ConditionWait;
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

    private static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path")));
        if (Runtime.version().feature() >= 22) {
            command.add("--enable-native-access=ALL-UNNAMED"); // as the launcher does
        }
        command.addAll(List.of(arguments));
        return command;
    }

    private Path socket(String loop) {
        return directory.resolve(loop + ".ctl");
    }

    private Process daemon(String loop) throws IOException {
        Path config = Files.writeString(directory.resolve("speaker.yaml"), """
                as: 64512
                router-id: 10.0.0.1
                listen: []
                originate: [10.9.0.0/24]
                neighbors: [{name: away, address: 127.0.0.9, as: 64512, port: 9}]
                kernel: {enabled: true}
                """);
        List<String> command =
                new ArrayList<>(List.of("unshare", "-n", "sh", "-c", "ip link set lo up && exec \"$@\"", "sh"));
        command.addAll(java(
                "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:" + DEBUGGERS,
                "io.nightjar.daemon.Main",
                "run",
                "--config",
                config.toString(),
                "--control",
                socket(loop).toString()));
        return start(command);
    }

    /** Returns when the thread stands still, or will run on the spot as soon as it has something to do. */
    private Process hinder(String how, Process daemon, String loop) throws IOException {
        List<String> command = new ArrayList<>(List.of("nsenter", "--net=/proc/" + daemon.pid() + "/ns/net"));
        command.addAll(java("io.nightjar.daemon.ThreadStopper", Integer.toString(DEBUGGERS), loop, how));
        Process stopper = start(command);
        assertThat(stopper.inputReader(StandardCharsets.UTF_8).readLine()).startsWith(ThreadStopper.STOPPED + loop);
        return stopper;
    }

    /** The names of the checks that fail; empty when it is live. */
    private Set<String> failing(String loop) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket(loop)));
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

    private void await(String what, String loop, Set<String> expected) {
        wait.until(what + " of " + loop, Duration.ofMinutes(1), () -> {
            Set<String> failing = failing(loop);
            return failing.equals(expected) ? List.of() : List.of("failing: " + failing);
        });
    }

    @Test
    void aLoopThatDoesNotMoveOnIsTheOnlyOneThatIsNotLiveUntilItGoesOn() throws IOException, InterruptedException {
        List<Process> daemons = new ArrayList<>();
        for (String loop : LOOPS) {
            daemons.add(daemon(loop));
        }
        for (Process daemon : daemons) {
            awaitStart(daemon);
        }
        hinder(ThreadStopper.STOP, daemons, LOOPS);
        // One of them at a time: each takes a processor for itself.
        hinder(ThreadStopper.SPIN, daemons, LOOPS.subList(0, 1));
    }

    /** Daemons, each in one of its loops. */
    private void hinder(String how, List<Process> daemons, List<String> loops)
            throws IOException, InterruptedException {
        List<Process> stoppers = new ArrayList<>();
        for (int i = 0; i < loops.size(); i++) {
            assertThat(failing(loops.get(i))).isEmpty();
            stoppers.add(hinder(how, daemons.get(i), loops.get(i)));
        }
        for (String loop : loops) {
            await(how + ": the fall", loop, Set.of(loop));
        }
        for (Process stopper : stoppers) {
            stopper.getOutputStream().close();
            assertThat(stopper.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(stopper.exitValue()).isZero();
        }
        for (String loop : loops) {
            await(how + ": the return", loop, Set.of());
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
