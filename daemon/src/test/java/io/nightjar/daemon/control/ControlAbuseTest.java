package io.nightjar.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients of the control socket that are broken, or mean no good. */
@Timeout(60)
class ControlAbuseTest {

    private static final Duration IDLE = Duration.ofSeconds(1);

    private static final String GET_ROUTES = "GET /api/v1/routes HTTP/1.1\r\nHost: x\r\n\r\n";

    private static final String GET_RECEIVED = "GET /api/v1/peers/a/received HTTP/1.1\r\nHost: x\r\n\r\n";

    private static final String GET_METRICS = "GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    private static final int ROOM = 1 << 20;

    private static final int MAX_CONNECTIONS = 32;

    @TempDir
    private Path directory;

    private final Big source = new Big();

    private Path socket;

    private ControlServer server;

    /** Has a table that does not fit into a socket's buffers. */
    private static final class Big extends SilentSource implements Operations {

        private static final List<RoutesReport.Route> ROUTES =
                Collections.nCopies(4000, new RoutesReport.Route("10.0.0.0/24", List.of(), "x".repeat(100), "off"));

        /** What is never found. */
        private final Inquiry<Optional<RoutesReport>> received = new Inquiry<>();

        private static final String METRICS = "metric 1\n".repeat(500_000);

        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public CompletableFuture<StatusReport> status() {
            return CompletableFuture.completedFuture(new StatusReport(
                    "test",
                    null,
                    null,
                    0,
                    new StatusReport.Source("file", "x", "read"),
                    new StatusReport.Kernel(false, 0, 0, 0, List.of(), List.of()),
                    List.of(),
                    List.of()));
        }

        @Override
        public CompletableFuture<String> metrics(boolean everyPeer) {
            return CompletableFuture.completedFuture(METRICS);
        }

        @Override
        public CompletableFuture<RoutesReport> routes(RouteFilter filter) {
            asked.incrementAndGet();
            return CompletableFuture.completedFuture(new RoutesReport(ROUTES));
        }

        @Override
        public CompletableFuture<Optional<RoutesReport>> received(String peer, RouteFilter filter) {
            asked.incrementAndGet();
            return received;
        }

        @Override
        public CompletableFuture<Outcome> perform(PeerAction action) {
            return CompletableFuture.completedFuture(Outcome.unknown(action.peer()));
        }
    }

    @BeforeEach
    void start() throws ControlSocketException {
        socket = directory.resolve("nightjar.ctl");
    }

    @AfterEach
    void stop() throws ControlSocketException {
        assertItAnswers();
        server.close();
    }

    private void serve(Duration idle) throws ControlSocketException {
        serve(new HttpConnections.Limits(idle, Duration.ofSeconds(10), Duration.ofMinutes(1), ROOM));
    }

    private void serve(HttpConnections.Limits limits) throws ControlSocketException {
        server = ControlServer.start(socket, new ControlRouter(source, source), limits);
    }

    /** With an end to idleness that is so near that loading of classes should not count. */
    private void serveBusyClients() throws ControlSocketException {
        serve(IDLE);
        assertItAnswers();
    }

    private void assertItAnswers() throws ControlSocketException {
        try (ControlClient client = new ControlClient(socket)) {
            assertThat(client.status().version()).isEqualTo("test");
        }
    }

    private SocketChannel connect() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
        return channel;
    }

    private static void write(SocketChannel channel, String text) throws IOException {
        ByteBuffer octets = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        while (octets.hasRemaining()) {
            channel.write(octets);
        }
    }

    private static String readToEnd(SocketChannel channel) throws IOException {
        StringBuilder text = new StringBuilder();
        ByteBuffer buffer = ByteBuffer.allocate(65536);
        while (channel.read(buffer.clear()) >= 0) {
            text.append(StandardCharsets.US_ASCII.decode(buffer.flip()));
        }
        return text.toString();
    }

    @Test
    void whoAsksWithoutReadingIsAskedForNothingMore() throws IOException, ControlSocketException {
        serve(Duration.ofMinutes(1));
        try (SocketChannel channel = connect();
                ControlClient client = new ControlClient(socket)) {
            write(channel, GET_ROUTES.repeat(40));
            for (int turn = 0; turn < 50; turn++) {
                client.status();
            }
            assertThat(source.asked.get()).isLessThanOrEqualTo(2);
            write(channel, "GET /api/v1/status HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(readToEnd(channel).split("HTTP/1.1 200 OK", -1)).hasSize(42);
            assertThat(source.asked.get()).isEqualTo(40);
        }
    }

    @Test
    void nothingMoreIsLookedForInTheNameOfWhoHasGone() throws IOException, ControlSocketException {
        serve(Duration.ofMinutes(1));
        try (SocketChannel channel = connect()) {
            write(channel, GET_RECEIVED);
            while (source.asked.get() == 0) {
                Thread.onSpinWait();
            }
            assertThat(source.received.isAbandoned()).isFalse();
        }
        while (!source.received.isAbandoned()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void norForAnAnswerThatWouldBeTooLate() throws IOException, ControlSocketException {
        serve(new HttpConnections.Limits(Duration.ofMinutes(1), Duration.ofSeconds(10), Duration.ofMillis(100), ROOM));
        try (SocketChannel channel = connect()) {
            write(channel, GET_RECEIVED);
            write(channel, "GET /api/v1/status HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            String answers = readToEnd(channel);
            assertThat(answers).startsWith("HTTP/1.1 503 ").contains("\r\nretry-after: 5\r\n");
            assertThat(answers).contains("HTTP/1.1 200 OK");
        }
        assertThat(source.received.isAbandoned()).isTrue();
    }

    @Test
    void halfARequestIsNotWaitedForWithoutEnd() throws IOException, ControlSocketException {
        serveBusyClients();
        try (SocketChannel channel = connect()) {
            write(channel, "GET /api/v1/sta");
            assertThat(readToEnd(channel)).isEmpty();
        }
    }

    @Test
    void whoNeverReadsIsDropped() throws IOException, ControlSocketException {
        serveBusyClients();
        try (SocketChannel channel = connect()) {
            write(channel, GET_ROUTES.repeat(2));
            for (int turn = 0; turn < 3; turn++) {
                // Three who come later are dropped before we look.
                try (SocketChannel silent = connect()) {
                    assertThat(readToEnd(silent)).isEmpty();
                }
            }
            assertThat(readToEnd(channel).split("HTTP/1.1 200 OK", -1)).hasSize(2);
        }
        assertThat(source.asked.get()).isEqualTo(1);
    }

    @Test
    void whoReadsSlowlyIsAnsweredToTheEnd() throws IOException, ControlSocketException {
        serve(new HttpConnections.Limits(IDLE, IDLE.dividedBy(4), Duration.ofMinutes(1), ROOM));
        assertItAnswers();
        ByteBuffer piece = ByteBuffer.allocate(1 << 18);
        try (SocketChannel channel = connect()) {
            write(channel, GET_METRICS);
            long octets = 0;
            for (int turn = 0; turn < 12; turn++) {
                while (piece.hasRemaining()) {
                    assertThat(channel.read(piece)).isPositive();
                }
                octets += piece.position();
                piece.clear();
                // Whoever asks for nothing is dropped after a quarter of the time in which something has to move.
                try (SocketChannel silent = connect()) {
                    assertThat(readToEnd(silent)).isEmpty();
                }
            }
            octets += readToEnd(channel).length();
            assertThat(octets).isGreaterThan(Big.METRICS.length());
        }
    }

    @Test
    void whoFindsTheQueueFullDoesNotHearThatNobodyIsThere() throws IOException, ControlSocketException {
        serve(Duration.ofMinutes(1));
        Path full = directory.resolve("full.ctl");
        List<SocketChannel> queue = new ArrayList<>();
        try (ServerSocketChannel busy = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                ControlClient client = new ControlClient(full)) {
            busy.bind(UnixDomainSocketAddress.of(full), 1);
            for (int number = 0; number < 2; number++) {
                queue.add(SocketChannel.open(UnixDomainSocketAddress.of(full)));
            }
            assertThatThrownBy(client::status)
                    .hasMessage(
                            "nightjar on " + full + " gives no answer: it has too many connections, or has just ended");
        } finally {
            for (SocketChannel waiting : queue) {
                waiting.close();
            }
        }
    }

    @Test
    void aLongAnswerWaitsUntilOthersHaveBeenTaken() throws IOException, ControlSocketException {
        serve(Duration.ofMinutes(1));
        ByteBuffer first = ByteBuffer.allocate(1);
        try (SocketChannel slow = connect()) {
            write(slow, GET_METRICS);
            assertThat(slow.read(first)).isEqualTo(1);
            try (SocketChannel other = connect()) {
                write(other, GET_METRICS);
                assertThat(readToEnd(other)).startsWith("HTTP/1.1 503 ").contains("\r\nretry-after: 5\r\n");
            }
            assertItAnswers();
            assertThat(readToEnd(slow)).endsWith("metric 1\n");
        }
        try (SocketChannel again = connect()) {
            write(again, GET_METRICS);
            assertThat(readToEnd(again)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void aMegabyteWithoutANewlineIsNotReadToItsEnd() throws IOException, ControlSocketException {
        serve(Duration.ofMinutes(1));
        try (SocketChannel channel = connect()) {
            assertThatThrownBy(() -> write(channel, "x".repeat(1 << 20))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void whoHasOnlyBegunToAskGivesWay() throws IOException, ControlSocketException {
        serve(Duration.ofMinutes(1));
        try (SocketChannel answered = connect()) {
            write(answered, GET_RECEIVED);
            List<SocketChannel> slow = new ArrayList<>();
            try {
                for (int number = 1; number < MAX_CONNECTIONS; number++) {
                    slow.add(connect());
                    write(slow.get(slow.size() - 1), "GET /livez HTTP/1.1\r\nX: ");
                    assertItAnswers();
                }
                assertItAnswers();
            } finally {
                for (SocketChannel client : slow) {
                    client.close();
                }
            }
            assertThat(source.received.isAbandoned()).isFalse();
        }
    }

    @Test
    void aRequestThatComesOctetByOctetIsNotWaitedFor() throws IOException, ControlSocketException {
        serve(new HttpConnections.Limits(Duration.ofMinutes(1), IDLE, Duration.ofSeconds(10), ROOM));
        try (SocketChannel channel = connect();
                ControlClient client = new ControlClient(socket)) {
            write(channel, "GET /api/v1/status HTTP/1.1\r\nHost: x\r\n\r\nGET /livez HTTP/1.1\r\nX: ");
            int octets = 0;
            while (goesThrough(channel)) {
                client.status();
                octets++;
            }
            // Not the length of a header field, which ends the connection as well.
            assertThat(octets).isLessThan(8000);
        }
        try (SocketChannel silent = connect()) {
            assertThat(readToEnd(silent)).isEmpty();
        }
    }

    private static boolean goesThrough(SocketChannel channel) {
        try {
            write(channel, "a");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aThousandClientsAreThirtyTwo() throws IOException, ControlSocketException {
        serve(Duration.ofMinutes(1));
        List<SocketChannel> clients = new ArrayList<>();
        try {
            for (int number = 0; number < 1000; number++) {
                clients.add(connect());
            }
            for (SocketChannel client : clients.subList(0, clients.size() - MAX_CONNECTIONS)) {
                assertThat(readToEnd(client)).isEmpty();
            }
            for (SocketChannel client : clients.subList(clients.size() - MAX_CONNECTIONS, clients.size())) {
                write(client, "GET /nowhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
                assertThat(readToEnd(client)).startsWith("HTTP/1.1 404 ");
            }
        } finally {
            for (SocketChannel client : clients) {
                client.close();
            }
        }
    }
}
