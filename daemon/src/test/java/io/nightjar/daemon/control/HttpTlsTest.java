package io.nightjar.daemon.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HttpTlsTest {

    /** Made once, as that takes longer than all the rest. */
    @TempDir
    private static Path made;

    @TempDir
    private Path directory;

    private Certificates certificates;

    private @Nullable HttpServer server;

    @BeforeAll
    static void make() throws Exception {
        Certificates first = new Certificates(made);
        for (String name : List.of("server", "renewed", "friend", "stranger")) {
            first.make(name);
        }
    }

    @BeforeEach
    void take() throws IOException {
        certificates = new Certificates(directory);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(made)) {
            for (Path file : files) {
                Files.copy(file, file(file.getFileName().toString()));
            }
        }
    }

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
    }

    private Path file(String name) {
        return directory.resolve(name);
    }

    private void start(@Nullable Path token, @Nullable Path clientCa) throws ControlSocketException {
        server = HttpServer.start(
                new HttpSettings(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        token,
                        new HttpSettings.Tls(file("server.crt"), file("server.key"), clientCa)),
                new ControlSocketTest.Source());
    }

    private int get(SSLContext client, String path, String... headers) throws IOException, InterruptedException {
        int port = Objects.requireNonNull(server).address().getPort();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newBuilder()
                .sslContext(client)
                .build()
                .send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void onlyWhoHasAGoodCertificateIsAnsweredAndHealthIsForEverybody() throws Exception {
        start(null, file("friend.crt"));
        SSLContext friend = certificates.client("server", "friend");
        SSLContext nobody = certificates.client("server", null);

        assertThat(get(friend, "/api/v1/status")).isEqualTo(200);
        assertThat(get(nobody, "/api/v1/status")).isEqualTo(401);
        assertThat(get(nobody, "/metrics")).isEqualTo(401);
        assertThat(get(nobody, "/livez")).isEqualTo(200);
        assertThat(get(nobody, "/")).isEqualTo(200);
    }

    @Test
    void whoHasAStrangersCertificateGetsNoConnection() throws Exception {
        start(null, file("friend.crt"));
        SSLContext stranger = certificates.client("server", "stranger");

        assertThatThrownBy(() -> get(stranger, "/livez")).isInstanceOf(IOException.class);
        assertThat(get(certificates.client("server", "friend"), "/livez")).isEqualTo(200);
    }

    @Test
    void aTokenGoesOverAnEncryptedConnectionAndBothCanBeAskedFor() throws Exception {
        Path token = Files.writeString(file("token"), "opensesame\n");
        SSLContext nobody = certificates.client("server", null);
        start(token, null);
        assertThat(get(nobody, "/metrics", "Authorization", "Bearer opensesame"))
                .isEqualTo(200);
        assertThat(get(nobody, "/metrics")).isEqualTo(401);
        Objects.requireNonNull(server).close();

        start(token, file("friend.crt"));
        SSLContext friend = certificates.client("server", "friend");
        assertThat(get(friend, "/metrics")).isEqualTo(401);
        assertThat(get(nobody, "/metrics", "Authorization", "Bearer opensesame"))
                .isEqualTo(401);
        assertThat(get(friend, "/metrics", "Authorization", "Bearer opensesame"))
                .isEqualTo(200);
    }

    @Test
    void whoDoesNotSpeakTlsHearsNothing() throws Exception {
        start(null, file("friend.crt"));
        int port = Objects.requireNonNull(server).address().getPort();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write("GET /livez HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer).doesNotContain("HTTP/1.1");
        }
    }

    @Test
    void aRenewedCertificateIsUsedAndABrokenOneIsNot() throws Exception {
        start(null, null);
        SSLContext before = certificates.client("server", null);
        assertThat(get(before, "/livez")).isEqualTo(200);

        for (String kind : List.of(".p12", ".crt", ".key")) {
            Files.move(file("renewed" + kind), file("server" + kind), StandardCopyOption.REPLACE_EXISTING);
        }
        later("server.crt", "server.key");
        SSLContext after = certificates.client("server", null);
        assertThat(get(after, "/livez")).isEqualTo(200);
        assertThatThrownBy(() -> get(before, "/livez")).isInstanceOf(SSLHandshakeException.class);

        Files.writeString(file("server.key"), "no key");
        later("server.crt", "server.key", "server.key");
        assertThat(get(after, "/livez")).isEqualTo(200);
    }

    /** Clocks of file systems are coarse. */
    private void later(String... names) throws IOException {
        for (String name : names) {
            FileTime time = Files.getLastModifiedTime(file(name));
            Files.setLastModifiedTime(file(name), FileTime.fromMillis(time.toMillis() + 5000));
        }
    }

    @Test
    void whatCannotBeUsedIsNamed() throws Exception {
        assertThatThrownBy(() -> start(null, file("missing")))
                .isInstanceOf(ControlSocketException.class)
                .hasMessageStartingWith(file("missing") + ": cannot be read");
        Files.writeString(file("empty"), "");
        assertThatThrownBy(() -> start(null, file("empty")))
                .hasMessageStartingWith(file("empty") + ": no certificates in PEM");
        Files.writeString(file("server.key"), "no key");
        assertThatThrownBy(() -> start(null, null))
                .hasMessageStartingWith(
                        file("server.crt") + ", " + file("server.key") + ": not a certificate and its key");
    }
}
