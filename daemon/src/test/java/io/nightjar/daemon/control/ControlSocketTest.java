package io.nightjar.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlSocketTest {

    private static final StatusReport STATUS = new StatusReport(
            "1.0",
            "10.0.0.1",
            64512L,
            7,
            new StatusReport.Source("file", "speaker.yaml", "read"),
            new StatusReport.Kernel(true, 2, 1, 1, List.of("Mesh_10_0_0_9"), List.of("10.0.0.0/8 belongs to another")),
            List.of(new StatusReport.Peer(
                    "a", "10.0.0.2", 64512, "Established", 5, 3, 2, 1, null, null, true, TestReports.session())),
            List.of(new StatusReport.Note("/calico/x", "not JSON")));

    private static final RoutesReport ROUTES = new RoutesReport(List.of(new RoutesReport.Route(
            "10.1.0.0/16",
            List.of(new RoutesReport.Path(
                    "a", true, "ONLY_ROUTE", "10.0.0.2", List.of(new RoutesReport.Attribute("ORIGIN", "IGP")))),
            "only route",
            "via 10.0.0.2 dev eth0")));

    private static final AdvertisedReport ADVERTISED = new AdvertisedReport(
            "a",
            List.of(new AdvertisedReport.Route(
                    "10.1.0.0/16",
                    7L,
                    true,
                    "ADVERTISED",
                    null,
                    "10.0.0.1",
                    List.of(new RoutesReport.Attribute("ORIGIN", "IGP")))));

    @TempDir
    private Path directory;

    private Path socket;

    private final Source source = new Source();

    static final class Source extends SilentSource implements Operations {

        private final List<PeerAction> performed = new ArrayList<>();

        final List<RouteFilter> asked = new ArrayList<>();

        boolean paged;

        private CompletableFuture<StatusReport> status = CompletableFuture.completedFuture(STATUS);

        @Override
        public CompletableFuture<StatusReport> status() {
            return status;
        }

        @Override
        public CompletableFuture<RoutesReport> routes(RouteFilter filter) {
            asked.add(filter);
            boolean rest = filter.page().after() != null;
            return CompletableFuture.completedFuture(
                    new RoutesReport(ROUTES.routes(), rest || !paged ? null : "10.1.0.0/16"));
        }

        @Override
        public CompletableFuture<Optional<RoutesReport>> received(String peer, RouteFilter filter) {
            asked.add(filter);
            return CompletableFuture.completedFuture(Optional.of(ROUTES).filter(routes -> peer.equals("a")));
        }

        @Override
        public CompletableFuture<Optional<AdvertisedReport>> advertised(String peer, RouteFilter filter) {
            asked.add(filter);
            return CompletableFuture.completedFuture(
                    Optional.of(ADVERTISED).filter(report -> report.peer().equals(peer)));
        }

        @Override
        public CompletableFuture<Outcome> perform(PeerAction action) {
            performed.add(action);
            return CompletableFuture.completedFuture(
                    switch (action.peer()) {
                        case "a" -> Outcome.done("a is told");
                        case "b" -> Outcome.refused("b cannot");
                        default -> Outcome.unknown(action.peer());
                    });
        }
    }

    @BeforeEach
    void place() {
        socket = directory.resolve("run/nightjar.ctl");
    }

    @Nested
    class TheFile {

        @Test
        void isMadeForOwnerAndGroupAndRemovedAtTheEnd() throws IOException, ControlSocketException {
            try (ControlServer server = ControlServer.start(socket, source, source)) {
                assertThat(server).isNotNull();
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                        .isEqualTo("rw-rw----");
            }
            assertThat(socket).doesNotExist();
        }

        @Test
        void ofADeadDaemonIsReplaced() throws IOException, ControlSocketException {
            Files.createDirectories(socket.getParent());
            try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                dead.bind(UnixDomainSocketAddress.of(socket));
            }
            assertThat(socket).exists();

            try (ControlServer server = ControlServer.start(socket, source, source);
                    ControlClient client = new ControlClient(socket)) {
                assertThat(server).isNotNull();
                assertThat(client.status()).isEqualTo(STATUS);
            }
        }

        @Test
        void ofALivingDaemonIsLeftAlone() throws ControlSocketException {
            try (ControlServer server = ControlServer.start(socket, source, source);
                    ControlClient client = new ControlClient(socket)) {
                assertThat(server).isNotNull();
                assertThatThrownBy(() -> ControlServer.start(socket, source, source))
                        .isInstanceOf(ControlSocketException.class)
                        .hasMessage("another nightjar is running: it answers on " + socket);
                assertThat(client.status()).isEqualTo(STATUS);
            }
        }

        @Test
        void thatIsNoSocketIsLeftAlone() throws IOException {
            Files.createDirectories(socket.getParent());
            Files.writeString(socket, "precious");

            assertThatThrownBy(() -> ControlServer.start(socket, source, source))
                    .isInstanceOf(ControlSocketException.class)
                    .hasMessage(socket + " is in the way: it is not a socket");
            assertThat(socket).hasContent("precious");
        }

        @Test
        void withATooLongNameIsRefused() {
            Path tooLong = directory.resolve("x".repeat(120));

            assertThatThrownBy(() -> ControlServer.start(tooLong, source, source))
                    .isInstanceOf(ControlSocketException.class)
                    .hasMessageStartingWith("the control socket's path is too long");
        }

        @Test
        void belowAFileCannotBeMade() throws IOException {
            Path file = Files.writeString(directory.resolve("file"), "");

            assertThatThrownBy(() -> ControlServer.start(file.resolve("x.ctl"), source, source))
                    .isInstanceOf(ControlSocketException.class)
                    .hasMessageStartingWith("cannot use ");
        }
    }

    @Nested
    class TheClient {

        @Test
        void hearsBothReports() throws ControlSocketException {
            try (ControlServer server = ControlServer.start(socket, source, source);
                    ControlClient client = new ControlClient(socket)) {
                assertThat(server).isNotNull();
                assertThat(client.status()).isEqualTo(STATUS);
                assertThat(client.routes()).isEqualTo(ROUTES);
            }
        }

        @Test
        void hearsWhatAPeerHasAnnouncedAndIsTold() throws ControlSocketException {
            List<RoutesReport> pages = new ArrayList<>();
            try (ControlServer server = ControlServer.start(socket, source, source);
                    ControlClient client = new ControlClient(socket)) {
                assertThat(server).isNotNull();
                assertThat(client.received("a")).isEqualTo(ROUTES);
                assertThat(client.advertised("a")).isEqualTo(ADVERTISED);
                client.routes(new RouteFilter("10.0.0.0/8", "a"), pages::add);
                assertThat(pages).containsExactly(ROUTES);
                assertThat(source.asked)
                        .extracting(RouteFilter::prefix, RouteFilter::peer)
                        .containsExactly(tuple(null, null), tuple(null, null), tuple("10.0.0.0/8", "a"));
                assertThatThrownBy(() -> client.received("c")).hasMessage("there is no peer named c");
            }
        }

        @Test
        void hasThingsDoneAboutPeers() throws ControlSocketException {
            List<PeerAction> actions = List.of(
                    new PeerAction.Disable("a", "Wartung: 50 % & \u00fc+"),
                    new PeerAction.Enable("a"),
                    new PeerAction.Restart("a", ""),
                    new PeerAction.Refresh("a", "ipv6"),
                    new PeerAction.Refresh("a", null));
            try (ControlServer server = ControlServer.start(socket, source, source);
                    ControlClient client = new ControlClient(socket)) {
                assertThat(server).isNotNull();
                for (PeerAction action : actions) {
                    assertThat(client.perform(action)).isEqualTo("a is told");
                }
                assertThat(source.performed).isEqualTo(actions);
                assertThatThrownBy(() -> client.perform(new PeerAction.Enable("b")))
                        .hasMessage("b cannot");
                assertThatThrownBy(() -> client.perform(new PeerAction.Enable("x/y ?")))
                        .hasMessage("there is no peer named x/y ?");
            }
        }

        @Test
        void saysThatNobodyAnswers() {
            try (ControlClient client = new ControlClient(socket)) {
                assertThatThrownBy(client::status)
                        .isInstanceOf(ControlSocketException.class)
                        .hasMessage("no nightjar is running: nobody answers on " + socket);
            }
        }

        @Test
        void saysWhatTheDaemonSaysWhenItCannotAnswer() throws ControlSocketException {
            source.status = CompletableFuture.failedFuture(new IllegalStateException("busy"));
            try (ControlServer server = ControlServer.start(socket, source, source);
                    ControlClient client = new ControlClient(socket)) {
                assertThat(server).isNotNull();
                assertThatThrownBy(client::status)
                        .isInstanceOf(ControlSocketException.class)
                        .hasMessageContaining("the daemon does not answer in time");
            }
        }

        @Test
        void noticesThatSomethingElseAnswers() throws IOException, InterruptedException {
            assertThatStrangerIsRefused("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]", " is not nightjar");
        }

        @Test
        void noticesThatTheConnectionIsClosed() throws IOException, InterruptedException {
            assertThatStrangerIsRefused("", " gives no answer: it has too many connections, or has just ended");
        }

        private void assertThatStrangerIsRefused(String answer, String reason)
                throws IOException, InterruptedException {
            Files.createDirectories(socket.getParent());
            try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                    ControlClient client = new ControlClient(socket)) {
                other.bind(UnixDomainSocketAddress.of(socket));
                Thread stranger = new Thread(() -> answerOnce(other, answer));
                stranger.start();

                assertThatThrownBy(client::status)
                        .isInstanceOf(ControlSocketException.class)
                        .hasMessageContaining(reason);
                stranger.join();
            }
        }

        private void answerOnce(ServerSocketChannel server, String text) {
            try (SocketChannel channel = server.accept()) {
                channel.read(ByteBuffer.allocate(4096));
                channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Nested
    class TheServer {

        @ParameterizedTest
        @CsvSource({
            "GET /api/v1/status HTTP/1.1, HTTP/1.1 200 OK",
            "GET /api/v1/routes?x=1 HTTP/1.1, HTTP/1.1 400 Bad Request",
            "GET /api/v1/routes?limit=0 HTTP/1.1, HTTP/1.1 400 Bad Request",
            "GET /api/v1/routes?limit=2000 HTTP/1.1, HTTP/1.1 200 OK",
            "GET /api/v1/routes?limit=2001 HTTP/1.1, HTTP/1.1 400 Bad Request",
            "GET /api/v1/routes?after=ten HTTP/1.1, HTTP/1.1 400 Bad Request",
            "GET /api/v1/events?kind=none HTTP/1.1, HTTP/1.1 400 Bad Request",
            "GET /api/v1/peers?sort=beauty HTTP/1.1, HTTP/1.1 400 Bad Request",
            "GET /nowhere HTTP/1.1, HTTP/1.1 404 Not Found",
            "DELETE /api/v1/status HTTP/1.1, HTTP/1.1 405 Method Not Allowed",
            "GET /api/v1/routes?prefix=10.0.0.0/8&peer=a HTTP/1.1, HTTP/1.1 200 OK",
            "GET /api/v1/routes?prefix=ten HTTP/1.1, HTTP/1.1 400 Bad Request",
            "GET /api/v1/routes?prefix=%zz HTTP/1.1, HTTP/1.1 400 Bad Request",
            "POST /api/v1/routes HTTP/1.1, HTTP/1.1 405 Method Not Allowed",
            "GET /api/v1/peers/a/received HTTP/1.1, HTTP/1.1 200 OK",
            "GET /api/v1/peers/c/advertised HTTP/1.1, HTTP/1.1 404 Not Found",
            "POST /api/v1/peers/a/received HTTP/1.1, HTTP/1.1 405 Method Not Allowed",
            "POST /api/v1/peers/a/disable HTTP/1.1, HTTP/1.1 200 OK",
            "POST /api/v1/peers/a/refresh?family=ipv4 HTTP/1.1, HTTP/1.1 200 OK",
            "POST /api/v1/peers/a/refresh?family=ipx HTTP/1.1, HTTP/1.1 400 Bad Request",
            "POST /api/v1/peers/b/enable HTTP/1.1, HTTP/1.1 409 Conflict",
            "POST /api/v1/peers/c/restart HTTP/1.1, HTTP/1.1 404 Not Found",
            "GET /api/v1/peers/a/disable HTTP/1.1, HTTP/1.1 405 Method Not Allowed",
            "POST /api/v1/peers/a/explode HTTP/1.1, HTTP/1.1 404 Not Found",
            "POST /api/v1/peers//disable HTTP/1.1, HTTP/1.1 404 Not Found",
            "nonsense, HTTP/1.1 400 Bad Request",
        })
        void answersEachRequestWithAStatus(String request, String statusLine)
                throws IOException, ControlSocketException {
            try (ControlServer server = ControlServer.start(socket, source, source)) {
                assertThat(server).isNotNull();
                assertThat(exchange(request + "\r\nHost: x\r\nConnection: close\r\n\r\n"))
                        .startsWith(statusLine)
                        .contains("content-type: application/json");
            }
        }

        @Test
        void sendsAPageInOneLine() throws IOException, ControlSocketException {
            try (ControlServer server = ControlServer.start(socket, source, source)) {
                assertThat(server).isNotNull();
                for (String path : List.of("routes", "peers/a/received", "peers/a/advertised")) {
                    assertThat(exchange("GET /api/v1/" + path + " HTTP/1.1\r\nConnection: close\r\n\r\n")
                                    .split("\r\n\r\n", -1)[1])
                            .containsOnlyOnce("\n")
                            .endsWith("\"next\":null}\n");
                }
            }
        }

        @Test
        void refusesAMessageThatIsTooLong() throws IOException, ControlSocketException {
            try (ControlServer server = ControlServer.start(socket, source, source)) {
                assertThat(server).isNotNull();
                assertThat(exchange("POST /api/v1/peers/a/disable?message=" + "%C3%BC".repeat(128)
                                + " HTTP/1.1\r\nConnection: close\r\n\r\n"))
                        .startsWith("HTTP/1.1 400 ")
                        .contains("a message has at most 255 octets in UTF-8, this one has 256");
                assertThat(source.performed).isEmpty();
            }
        }

        @Test
        void refusesABodyThatIsTooLarge() throws IOException, ControlSocketException {
            try (ControlServer server = ControlServer.start(socket, source, source)) {
                assertThat(server).isNotNull();
                assertThat(exchange(
                                "GET /api/v1/status HTTP/1.1\r\nConnection: close\r\nContent-Length: 5000000\r\n\r\n"))
                        .startsWith("HTTP/1.1 413 ");
            }
        }

        private String exchange(String request) throws IOException {
            try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                channel.connect(UnixDomainSocketAddress.of(socket));
                channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
                StringBuilder answer = new StringBuilder();
                ByteBuffer buffer = ByteBuffer.allocate(8192);
                while (channel.read(buffer.clear()) >= 0) {
                    answer.append(StandardCharsets.UTF_8.decode(buffer.flip()));
                }
                return answer.toString();
            }
        }
    }
}
