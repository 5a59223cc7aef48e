package io.nightjar.conformance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.daemon.config.InvalidConfigurationException;
import io.nightjar.daemon.control.ControlSocketException;
import io.nightjar.kernel.KernelException;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ten thousand connections from one address. */
@Timeout(120)
class ConnectionFloodTest {

    private static final int CONNECTIONS = 10_000;

    /** How many of them are kept open at our end, whatever the speaker does with them. */
    private static final int KEPT = 500;

    /** Connections of one peer that the speaker may hold, and what else comes and goes in this process. */
    private static final int ALLOWANCE = 200;

    private HostileBed bed;

    @BeforeEach
    void start(@TempDir Path directory)
            throws IOException, InvalidConfigurationException, ControlSocketException, KernelException {
        bed = HostileBed.start(directory);
    }

    @AfterEach
    void stop() throws IOException {
        assertThat(bed.log().faultsOfOurOwn()).isEmpty();
        bed.close();
    }

    private static int descriptors() {
        return Objects.requireNonNull(new File("/proc/self/fd").list()).length;
    }

    /** From nobody we know; from a peer that has a session; from a range, whose peers may write 200 lines at once and one a second. */
    @ParameterizedTest
    @CsvSource({"127.29.0.9,100", "127.30.0.2,100", "127.31.9.9,250"})
    void costLittleAndNobodyNotices(String from, int lines) throws IOException {
        HostileSession session = bed.session(PeerKind.CLIENT);
        int threads = Thread.activeCount();
        int before = descriptors();
        int most = before;
        Deque<Socket> kept = new ArrayDeque<>();
        for (int number = 0; number < CONNECTIONS; number++) {
            Socket socket = new Socket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(bed.address());
            kept.add(socket);
            if (kept.size() > KEPT) {
                reset(kept.removeFirst());
            }
            if (number % 500 == 499) {
                most = Math.max(most, descriptors());
                session.settle();
            }
        }
        for (Socket socket : kept) {
            reset(socket);
        }
        assertThat(most).isLessThan(before + KEPT + ALLOWANCE);
        assertThat(Thread.activeCount()).isLessThan(threads + 10);
        bed.await("descriptors are back", () -> descriptors() < before + 10);
        session.settle();
        bed.assertBystandersUndisturbed();
        assertThat(bed.log().lines()).hasSizeLessThan(lines);
    }

    /** So that the port can be used again at once. */
    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
