package io.nightjar.conformance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.testing.WireBytes;
import io.nightjar.daemon.config.InvalidConfigurationException;
import io.nightjar.daemon.control.ControlSocketException;
import io.nightjar.daemon.control.StatusReport;
import io.nightjar.kernel.KernelException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Peers that we dial, and that never want us: each attempt waits, and the next one longer. */
@Timeout(60)
class ReconnectTest {

    private static final String PEER = "127.37.0.2";

    @TempDir
    private Path directory;

    private ServerSocket server;
    private HostileBed bed;

    @BeforeEach
    void start() throws IOException, InvalidConfigurationException, ControlSocketException, KernelException {
        server = new ServerSocket(0, 50, InetAddress.getByName(PEER));
        bed = HostileBed.start(
                directory, """
                  - {name: unwilling, address: %s, port: %d, as: 65001, import: all, export: all, timers: {connect-delay: 1, error-wait-min: 1, error-wait-max: 4}}
                  - {name: ourself, address: %s, port: {port}, local-address: %s, as: 64512, timers: {connect-delay: 1, error-wait-min: 1}}
                  - {neighbor-range: 127.30.0.0/24, as: 64512}
                """.formatted(PEER, server.getLocalPort(), HostileBed.SPEAKER, HostileBed.SPEAKER));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        bed.assertBystandersUndisturbed();
        assertThat(bed.log().faultsOfOurOwn()).isEmpty();
        assertThat(bed.log().lines()).hasSizeLessThan(60);
        bed.close();
    }

    /** What the peer does with a connection. */
    private interface Treatment {
        void apply(RawSession connection) throws IOException;
    }

    /** When the speaker has dialled, in nanoseconds; as long as asked. */
    private List<Long> dials(int seconds, Treatment treatment) throws IOException {
        List<Long> dials = new ArrayList<>();
        long start = System.nanoTime();
        long left = TimeUnit.SECONDS.toNanos(seconds);
        while (left > 0) {
            server.setSoTimeout((int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
            try (Socket accepted = server.accept();
                    RawSession connection = RawSession.of(accepted)) {
                dials.add(System.nanoTime());
                treatment.apply(connection);
            } catch (SocketTimeoutException over) {
                return dials;
            }
            left = TimeUnit.SECONDS.toNanos(seconds) - (System.nanoTime() - start);
        }
        return dials;
    }

    private static double seconds(List<Long> dials, int from) {
        return (dials.get(from + 1) - dials.get(from)) / 1e9;
    }

    @Test
    void whoRefusesEachOpenIsAskedMoreAndMoreSeldom() throws IOException {
        List<Long> dials = dials(5, connection -> {
            connection.await("an OPEN", () -> connection.count(RawSession.OPEN) == 1);
            connection.send(WireBytes.message(RawSession.NOTIFICATION, "0202fc00"));
            assertThat(connection.lastWords()).isEmpty();
        });
        // RFC 4271 §10: 75 to 100 % of 1, 2 and 4 seconds.
        assertThat(dials).hasSizeBetween(3, 4);
        assertThat(seconds(dials, 0)).isBetween(0.74, 1.5);
        assertThat(seconds(dials, 1)).isBetween(1.49, 2.5);
    }

    @Test
    void whoAnswersWithNonsenseIsAskedMoreAndMoreSeldom() throws IOException {
        List<Long> dials = dials(5, connection -> {
            connection.send(new byte[19]);
            assertThat(connection.lastWords()).isEqualTo("0101");
        });
        assertThat(dials).hasSizeBetween(3, 4);
    }

    @Test
    void whoClosesEachConnectionIsNotDialledWithoutEnd() throws IOException {
        List<Long> dials = dials(5, RawSession::close);
        assertThat(dials).hasSizeBetween(2, 20);
    }

    @Test
    void weDoNotTalkToOurselves() throws IOException, ControlSocketException {
        bed.await("we have noticed that it is us", () -> ourself().lastError() != null);
        dials(3, RawSession::close);
        StatusReport.Peer ourself = ourself();
        assertThat(ourself.lastError()).contains("2/3");
        assertThat(ourself.state()).isNotEqualTo("Established");
        assertThat(bed.log().count("ourself: no session")).isBetween(1L, 8L);
    }

    private StatusReport.Peer ourself() {
        try {
            return bed.status().peers().stream()
                    .filter(peer -> peer.name().equals("ourself"))
                    .findFirst()
                    .orElseThrow();
        } catch (ControlSocketException e) {
            throw new AssertionError(e);
        }
    }
}
