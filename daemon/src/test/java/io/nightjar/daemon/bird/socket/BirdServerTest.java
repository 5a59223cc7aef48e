package io.nightjar.daemon.bird.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.daemon.bird.BirdClock;
import io.nightjar.daemon.control.ControlSocketException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What clients can do to the server, and to each other. */
@Timeout(60)
class BirdServerTest {

    private static final String GREETING = "0001 BIRD v0.3.3+birdv1.6.8 ready.\n";

    private static final int ROUTES = 20_000;

    private final FakeBirdSource source = new FakeBirdSource(ROUTES);

    @TempDir
    private Path directory;

    private BirdServer server;

    @AfterEach
    void stop() {
        server.close();
        source.close();
    }

    private void start(BirdServer.Limits limits) throws ControlSocketException {
        BirdSocket socket = new BirdSocket(
                directory.resolve("bird.ctl"),
                AddressFamily.IPV4_UNICAST,
                new BirdClock(InstantSource.fixed(Instant.EPOCH)));
        server = BirdServer.prepare(List.of(socket), asked -> source, limits);
        server.open(socket);
    }

    private void start() throws ControlSocketException {
        start(BirdServer.Limits.USUAL);
    }

    private BirdClient connect() throws IOException {
        return BirdClient.connect(directory.resolve("bird.ctl"));
    }

    @Test
    void aCommandMayComeBeforeTheGreetingHasBeenRead() throws IOException, ControlSocketException {
        start();
        try (BirdClient client = connect()) {
            client.send("show symbols master\r\nshow symbols zzz\n");
            assertThat(client.reply()).isEqualTo(GREETING);
            assertThat(client.reply()).isEqualTo("1010 master  \trouting table\n");
            assertThat(client.reply()).isEqualTo("1010 zzz     \tundefined\n");
        }
    }

    @Test
    void aCommandMayComeInPieces() throws IOException, ControlSocketException {
        start();
        try (BirdClient client = connect()) {
            for (String piece : List.of("sh", "ow sym", "bols mas", "ter", "\n")) {
                client.send(piece);
            }
            assertThat(client.reply()).isEqualTo(GREETING);
            assertThat(client.reply()).isEqualTo("1010 master  \trouting table\n");
        }
    }

    @Test
    void theEndOfTheInputTakesNoAnswerAway() throws IOException, ControlSocketException {
        start();
        try (BirdClient client = connect()) {
            client.send("show symbols master\n");
            client.finish();
            assertThat(client.reply()).isEqualTo(GREETING);
            assertThat(client.reply()).isEqualTo("1010 master  \trouting table\n");
            assertThat(client.line()).isEmpty();
        }
    }

    @Test
    void halfACommandIsNone() throws IOException, ControlSocketException {
        start();
        try (BirdClient client = connect()) {
            client.send("down");
            client.finish();
            assertThat(client.reply()).isEqualTo(GREETING);
            assertThat(client.line()).isEmpty();
        }
    }

    @Test
    void theLongestLineIsAsLongAsBirds() throws IOException, ControlSocketException {
        start();
        String command = "show symbols master";
        try (BirdClient client = connect()) {
            assertThat(client.reply()).isEqualTo(GREETING);
            assertThat(client.ask(command + " ".repeat(4093 - command.length())))
                    .isEqualTo("1010 master  \trouting table\n");
            assertThat(client.ask(command + " ".repeat(4094 - command.length())))
                    .isEqualTo("9000 Command too long\n");
            assertThat(client.ask(command)).isEqualTo("1010 master  \trouting table\n");
        }
    }

    @Test
    void aMebibyteWithoutALineIsRefusedOnceAndSkipped() throws IOException, ControlSocketException {
        start();
        try (BirdClient client = connect()) {
            client.send("x".repeat(1 << 20));
            assertThat(client.reply()).isEqualTo(GREETING);
            assertThat(client.reply()).isEqualTo("9000 Command too long\n");
            client.send("x\nshow symbols master\n");
            assertThat(client.reply()).isEqualTo("1010 master  \trouting table\n");
        }
    }

    @Test
    void allRoutesComeInOneReplyAndTheTableIsAskedForFewAtATime() throws IOException, ControlSocketException {
        start();
        try (BirdClient client = connect()) {
            assertThat(client.reply()).isEqualTo(GREETING);
            client.send("show route stats\n");
            String first = client.line();
            int rows = 1;
            String line = client.line();
            while (line.startsWith(" ")) {
                rows++;
                line = client.line();
            }
            assertThat(first).startsWith("1007-10.");
            assertThat(rows).isEqualTo(ROUTES);
            assertThat(line).isEqualTo("0014 20000 of 20000 routes for 20000 networks\n");
            assertThat(source.questions()).isGreaterThan(ROUTES / 1000);
        }
    }

    @Test
    void whoDoesNotReadIsGivenNothingMoreAndHoldsUpNobody() throws IOException, ControlSocketException {
        start();
        try (BirdClient lazy = connect();
                BirdClient other = connect()) {
            lazy.send("show route\n".repeat(20));
            assertThat(other.reply()).isEqualTo(GREETING);
            int before;
            int now = source.questions();
            do {
                before = now;
                for (int i = 0; i < 50; i++) {
                    assertThat(other.ask("show symbols master")).isEqualTo("1010 master  \trouting table\n");
                }
                now = source.questions();
            } while (now != before || now == 0);

            assertThat(now).isLessThan(ROUTES / 256);
        }
    }

    @Test
    void whoTakesNothingInTimeIsGivenUp() throws IOException, ControlSocketException {
        start(new BirdServer.Limits(64, Duration.ofMillis(50)));
        try (BirdClient lazy = connect()) {
            lazy.send("show route\n".repeat(20));
            ByteBuffer buffer = ByteBuffer.allocate(1);
            boolean refused = false;
            while (!refused) {
                try {
                    lazy.channel()
                            .write(ByteBuffer.wrap(
                                    "show route\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
                } catch (IOException broken) {
                    refused = true;
                }
                buffer.clear();
            }
            assertThat(source.questions()).isLessThan(20 * ROUTES / 256);
        }
    }

    @Test
    void whoHasBeenQuietForLongestGivesWay() throws IOException, ControlSocketException {
        start(new BirdServer.Limits(4, Duration.ofSeconds(60)));
        List<BirdClient> clients = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            clients.add(connect());
            assertThat(clients.get(i).reply()).isEqualTo(GREETING);
        }
        assertThat(clients.get(0).ask("show symbols master")).startsWith("1010 ");

        try (BirdClient fifth = connect()) {
            assertThat(fifth.reply()).isEqualTo(GREETING);
            assertThat(clients.get(1).line()).isEmpty();
            for (int i : new int[] {0, 2, 3}) {
                assertThat(clients.get(i).ask("show symbols master")).startsWith("1010 ");
            }
        }
        for (BirdClient client : clients) {
            client.close();
        }
    }

    @Test
    void aFaultOfOursEndsTheReplyAndNotTheDialogue() throws IOException, ControlSocketException {
        start();
        try (BirdClient client = connect()) {
            assertThat(client.reply()).isEqualTo(GREETING);
            assertThat(client.ask("configure")).endsWith("9001 the daemon does not answer\n");
            assertThat(client.ask("show symbols master")).isEqualTo("1010 master  \trouting table\n");
        }
    }
}
