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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
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
            new StatusReport.Kernel(true, 2, 1, List.of("10.0.0.0/8 belongs to another")),
            List.of(new StatusReport.Peer(
                    "a", "10.0.0.2", 64512, "Established", 5, 3, 2, 1, null, TestReports.session())),
            List.of(new StatusReport.Note("/calico/x", "not JSON")));

    private static final RoutesReport ROUTES = new RoutesReport(List.of(new RoutesReport.Route(
            "10.1.0.0/16",
            List.of(new RoutesReport.Path(
                    "a", true, "ONLY_ROUTE", "10.0.0.2", List.of(new RoutesReport.Attribute("ORIGIN", "IGP")))),
            "only route",
            "via 10.0.0.2 dev eth0")));

    @TempDir
    private Path directory;

    private Path socket;

    private final Source source = new Source();

    private static final class Source implements ReportSource {

        private CompletableFuture<StatusReport> status = CompletableFuture.completedFuture(STATUS);

        @Override
        public CompletableFuture<StatusReport> status() {
            return status;
        }

        @Override
        public CompletableFuture<RoutesReport> routes() {
            return CompletableFuture.completedFuture(ROUTES);
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
            try (ControlServer server = ControlServer.start(socket, source)) {
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

            try (ControlServer server = ControlServer.start(socket, source);
                    ControlClient client = new ControlClient(socket)) {
                assertThat(server).isNotNull();
                assertThat(client.status()).isEqualTo(STATUS);
            }
        }

        @Test
        void ofALivingDaemonIsLeftAlone() throws ControlSocketException {
            try (ControlServer server = ControlServer.start(socket, source);
                    ControlClient client = new ControlClient(socket)) {
                assertThat(server).isNotNull();
                assertThatThrownBy(() -> ControlServer.start(socket, source))
                        .isInstanceOf(ControlSocketException.class)
                        .hasMessage("another nightjar is running: it answers on " + socket);
                assertThat(client.status()).isEqualTo(STATUS);
            }
        }

        @Test
        void thatIsNoSocketIsLeftAlone() throws IOException {
            Files.createDirectories(socket.getParent());
            Files.writeString(socket, "precious");

            assertThatThrownBy(() -> ControlServer.start(socket, source))
                    .isInstanceOf(ControlSocketException.class)
                    .hasMessage(socket + " is in the way: it is not a socket");
            assertThat(socket).hasContent("precious");
        }

        @Test
        void withATooLongNameIsRefused() {
            Path tooLong = directory.resolve("x".repeat(120));

            assertThatThrownBy(() -> ControlServer.start(tooLong, source))
                    .isInstanceOf(ControlSocketException.class)
                    .hasMessageStartingWith("the control socket's path is too long");
        }

        @Test
        void belowAFileCannotBeMade() throws IOException {
            Path file = Files.writeString(directory.resolve("file"), "");

            assertThatThrownBy(() -> ControlServer.start(file.resolve("x.ctl"), source))
                    .isInstanceOf(ControlSocketException.class)
                    .hasMessageStartingWith("cannot use ");
        }
    }

    @Nested
    class TheClient {

        @Test
        void hearsBothReports() throws ControlSocketException {
            try (ControlServer server = ControlServer.start(socket, source);
                    ControlClient client = new ControlClient(socket)) {
                assertThat(server).isNotNull();
                assertThat(client.status()).isEqualTo(STATUS);
                assertThat(client.routes()).isEqualTo(ROUTES);
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
            try (ControlServer server = ControlServer.start(socket, source);
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
            assertThatStrangerIsRefused("", "nobody answers");
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
            "GET /api/v1/routes?x=1 HTTP/1.1, HTTP/1.1 200 OK",
            "GET / HTTP/1.1, HTTP/1.1 404 Not Found",
            "DELETE /api/v1/status HTTP/1.1, HTTP/1.1 405 Method Not Allowed",
            "nonsense, HTTP/1.1 400 Bad Request",
        })
        void answersEachRequestWithAStatus(String request, String statusLine)
                throws IOException, ControlSocketException {
            try (ControlServer server = ControlServer.start(socket, source)) {
                assertThat(server).isNotNull();
                assertThat(exchange(request + "\r\nHost: x\r\nConnection: close\r\n\r\n"))
                        .startsWith(statusLine)
                        .contains("content-type: application/json");
            }
        }

        @Test
        void refusesABodyThatIsTooLarge() throws IOException, ControlSocketException {
            try (ControlServer server = ControlServer.start(socket, source)) {
                assertThat(server).isNotNull();
                assertThat(exchange("GET /api/v1/status HTTP/1.1\r\nConnection: close\r\nContent-Length: 9000\r\n\r\n"))
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
