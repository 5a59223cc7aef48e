package io.nightjar.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class HttpServerTest {

    @TempDir
    private Path directory;

    private @Nullable HttpServer server;

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private void start(HttpSettings settings) throws ControlSocketException {
        server = HttpServer.start(settings, new ControlSocketTest.Source());
    }

    private HttpRequest.Builder request(String path) {
        int port = Objects.requireNonNull(server).address().getPort();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest request) throws Exception {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpClient.newHttpClient(), request(path).build());
    }

    @ParameterizedTest
    @CsvSource({
        "/startupz, 200, application/json",
        "/readyz, 503, application/json",
        "/livez, 200, application/json",
        "/metrics, 200, text/plain; version=0.0.4; charset=utf-8",
        "/api/v1/status, 200, application/json",
        "/elsewhere, 404, application/json"
    })
    void whatIsAskedOnLoopbackIsAnswered(String path, int status, String type) throws Exception {
        start(new HttpSettings(anyPort(), null));
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).contains(type);
    }

    @Test
    void aRequestMayComeInPieces() throws Exception {
        start(new HttpSettings(anyPort(), null));
        int port = Objects.requireNonNull(server).address().getPort();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            for (String piece :
                    "GET /liv|ez HTTP/1.1\r\n|Host: localhost\r\n|Connection: close\r\n|\r\n".split("\\|", -1)) {
                socket.getOutputStream().write(piece.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
                // Whoever answers this has had the time to see the piece before.
                assertThat(get("/startupz").statusCode()).isEqualTo(200);
            }
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void reasonsAreInTheBody() throws Exception {
        start(new HttpSettings(anyPort(), null));
        assertThat(get("/readyz").body())
                .contains("\"ok\" : false")
                .contains("\"name\" : \"test\"")
                .contains("\"reason\" : \"/readyz\"");
    }

    @Test
    void nothingCanBeDone() throws Exception {
        start(new HttpSettings(anyPort(), null));
        HttpRequest post = request("/api/v1/peers/tor/disable")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> response = send(HttpClient.newHttpClient(), post);
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.body()).contains("use the control socket");
    }

    @ParameterizedTest
    @CsvSource({
        "attacker.example, 421",
        "attacker.example:80, 421",
        "127.0.0.1:80, 200",
        "localhost, 200",
        "[::1]:9179, 200",
        "::1, 421",
        "'', 421"
    })
    void aWebPageCannotAskInABrowsersName(String host, int status) throws Exception {
        start(new HttpSettings(anyPort(), null));
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(),
                Objects.requireNonNull(server).address().getPort())) {
            String request = "GET /livez HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 " + status);
        }
    }

    @Test
    void withATokenOnlyHealthIsForEverybody() throws Exception {
        Path token = Files.writeString(directory.resolve("token"), "opensesame\n");
        start(new HttpSettings(anyPort(), token));
        assertThat(get("/livez").statusCode()).isEqualTo(200);
        assertThat(get("/metrics").statusCode()).isEqualTo(401);
        assertThat(authorized("Bearer opensesame")).isEqualTo(200);
        assertThat(authorized("Bearer open")).isEqualTo(401);
        assertThat(authorized("opensesame")).isEqualTo(401);
    }

    private int authorized(String field) throws Exception {
        HttpRequest request = request("/metrics").header("Authorization", field).build();
        return send(HttpClient.newHttpClient(), request).statusCode();
    }

    @Test
    void whatCannotBeUsedIsNamed() throws Exception {
        start(new HttpSettings(anyPort(), null));
        InetSocketAddress taken = Objects.requireNonNull(server).address();
        assertThatThrownBy(() -> HttpServer.start(new HttpSettings(taken, null), new ControlSocketTest.Source()))
                .isInstanceOf(ControlSocketException.class)
                .hasMessageStartingWith("HTTP cannot listen on /127.0.0.1:" + taken.getPort());
        Path missing = directory.resolve("missing");
        assertThatThrownBy(() -> start(new HttpSettings(anyPort(), missing)))
                .hasMessageStartingWith(missing + ": the token cannot be read");
        Path empty = Files.writeString(directory.resolve("empty"), "\n");
        assertThatThrownBy(() -> start(new HttpSettings(anyPort(), empty)))
                .hasMessage(empty + ": there is no token in it");
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, false, true", "::1, false, true", "10.0.0.1, false, false", "10.0.0.1, true, true"})
    void whoCanBeReachedFromElsewhereHasToKnowWhoAsks(String address, boolean token, boolean guarded) throws Exception {
        HttpSettings settings =
                new HttpSettings(new InetSocketAddress(InetAddress.getByName(address), 80), token ? directory : null);
        assertThat(settings.isGuarded()).isEqualTo(guarded);
    }
}
