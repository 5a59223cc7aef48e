package io.nightjar.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.InterfacePattern;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.bgp.testing.FreePort;
import io.nightjar.bgp.testing.WireBytes;
import io.nightjar.daemon.SystemNanoClock;
import io.nightjar.daemon.config.InvalidConfigurationException;
import io.nightjar.daemon.config.SpeakerFile;
import io.nightjar.daemon.control.ControlClient;
import io.nightjar.daemon.control.ControlSocketException;
import io.nightjar.daemon.control.StatusReport;
import io.nightjar.daemon.lab.ConditionWait;
import io.nightjar.daemon.metrics.Meters;
import io.nightjar.kernel.KernelException;
import io.nightjar.kernel.KernelSyncStatus;
import io.nightjar.kernel.RouteChange;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A table that does not come to an end with what it has to decide: here, because the kernel takes no routes. */
@Timeout(60)
class BusyTableTest {

    private static final String SPEAKER = "127.38.0.1";
    private static final String PEER = "127.38.0.2";
    private static final int KEEPALIVE = 4;
    private static final long SECOND = 1_000_000_000L;

    /** What an operating system keeps for a connection whose reader has stopped, and what the mailbox holds. */
    private static final long BUFFERED = 32L << 20;

    private static final String ATTRIBUTES = "40010100 400206 0201 0000fde9 400304 0a000001".replace(" ", "");

    @TempDir
    private Path directory;

    private final StuckKernel kernel = new StuckKernel();
    private Daemon daemon;
    private SocketChannel channel;
    private Selector selector;
    private final ByteBuffer heard = ByteBuffer.allocate(1 << 16);
    private int keepalives;
    private long lastKeepalive;
    private long longestPause;

    /** Blocks the table's thread at the first route, until it is let go. */
    private static final class StuckKernel implements Forwarding {

        private final CountDownLatch stuck = new CountDownLatch(1);
        private final CountDownLatch free = new CountDownLatch(1);

        @Override
        public void ignore(List<InterfacePattern> interfaces) {}

        @Override
        public void desire(List<RouteChange> changes) {
            if (changes.isEmpty()) {
                return;
            }
            stuck.countDown();
            try {
                free.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public boolean enabled() {
            return false;
        }

        @Override
        public void start(Listener listener) {
            listener.viewChanged(ForwardingView.NONE);
        }

        @Override
        public boolean adopted() {
            return false;
        }

        @Override
        public void complete(PeerId peer, AddressFamily family) {}

        @Override
        public void sweepStale() {}

        @Override
        public int desired(Afi afi) {
            return 0;
        }

        @Override
        public CompletionStage<?> pass() {
            return CompletableFuture.completedStage(true);
        }

        @Override
        public KernelSyncStatus status() {
            return KernelSyncStatus.INITIAL;
        }

        @Override
        public int backlog() {
            return 0;
        }

        @Override
        public StatusReport.Kernel report() {
            return Forwarding.NONE.report();
        }

        @Override
        public void close(boolean flush) {}
    }

    @BeforeEach
    void start() throws IOException, InvalidConfigurationException, ControlSocketException, KernelException {
        int port = FreePort.next(InetAddress.getByName(SPEAKER));
        String yaml = """
                as: 64512
                router-id: %s
                listen: [{address: %s, port: %d}]
                neighbors:
                  - {name: busy, address: %s, as: 65001, passive: true, import: all, export: all, timers: {hold: 3}}
                """.formatted(SPEAKER, SPEAKER, port, PEER);
        ControlThread control = new ControlThread();
        StaticSource source =
                new StaticSource(SpeakerFile.read(new StringReader(yaml), "busy"), "busy", new SystemNanoClock());
        daemon = new Daemon(
                new DaemonSettings(
                        "test",
                        socket(),
                        DaemonSettings.NO_KERNEL,
                        DaemonSettings.Exit.RESTART,
                        new SystemNanoClock(),
                        new SplittableRandom(1)),
                control,
                source,
                kernel,
                new Meters("test"));
        daemon.start();
        connect(new InetSocketAddress(SPEAKER, port));
    }

    private Path socket() {
        return directory.resolve("nightjar.ctl");
    }

    private void connect(InetSocketAddress address) throws IOException {
        new ConditionWait(new SystemNanoClock(), Duration.ofMillis(10))
                .until("connected", Duration.ofSeconds(20), () -> refusal(address));
        selector = Selector.open();
        write(WireBytes.message(1, "04 fde9 0003 7f260002 10 02 0e 01 04 0001 00 01 02 00 41 04 0000 fde9"));
        write(WireBytes.message(KEEPALIVE, ""));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
        while (keepalives == 0) {
            listen(Duration.ofSeconds(1));
        }
    }

    private List<String> refusal(InetSocketAddress address) {
        try {
            channel = SocketChannel.open();
            channel.bind(new InetSocketAddress(PEER, 0));
            channel.connect(address);
            return List.of();
        } catch (IOException notYet) {
            return List.of(notYet.toString());
        }
    }

    @AfterEach
    void stop() throws IOException {
        kernel.free.countDown();
        channel.close();
        selector.close();
        daemon.close();
    }

    private void write(byte[] octets) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(octets);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** Hears what comes within that time, or the first thing that comes, and looks at the clock with each KEEPALIVE. */
    private void listen(Duration patience) throws IOException {
        selector.select(patience.toMillis());
        selector.selectedKeys().clear();
        assertThat(channel.read(heard)).as("connection").isNotNegative();
        heard.flip();
        while (heard.remaining() >= 19 && heard.remaining() >= heard.getShort(heard.position() + 16)) {
            int type = heard.get(heard.position() + 18);
            assertThat(type).as("type of message").isNotEqualTo(3);
            heard.position(heard.position() + heard.getShort(heard.position() + 16));
            if (type == KEEPALIVE) {
                long now = System.nanoTime();
                longestPause = keepalives == 0 ? 0 : Math.max(longestPause, now - lastKeepalive);
                lastKeepalive = now;
                keepalives++;
            }
        }
        heard.compact();
    }

    private static byte[] announcement(int number) {
        return WireBytes.update("", ATTRIBUTES, String.format("180a%04x", number & 0xffff));
    }

    private void awaitStuck() throws IOException {
        write(announcement(0));
        while (kernel.stuck.getCount() > 0) {
            listen(Duration.ofMillis(10));
        }
    }

    @Test
    void keepalivesComeOnTimeAndTheSessionStays() throws IOException, ControlSocketException {
        awaitStuck();
        long start = System.nanoTime();
        while (System.nanoTime() - start < 6 * SECOND) {
            write(WireBytes.message(KEEPALIVE, ""));
            listen(Duration.ofMillis(300));
        }
        // A second each, less the jitter: twice as much is a third of the hold time away from its end.
        assertThat(longestPause).isLessThan(2 * SECOND);
        assertThat(keepalives).isGreaterThanOrEqualTo(6);
        kernel.free.countDown();
        awaitRoutes(1);
    }

    @Test
    void whoSendsMoreIsNotReadAnyMoreAndLosesNothing() throws IOException, ControlSocketException {
        awaitStuck();
        long written = 0;
        int number = 1;
        ByteBuffer message = ByteBuffer.wrap(announcement(number));
        long lastProgress = System.nanoTime();
        while (System.nanoTime() - lastProgress < 4 * SECOND && written < BUFFERED) {
            int octets = channel.write(message);
            written += octets;
            if (!message.hasRemaining()) {
                message = ByteBuffer.wrap(announcement(++number));
            }
            if (octets > 0) {
                lastProgress = System.nanoTime();
            }
            if (octets == 0 || number % 500 == 0) {
                listen(Duration.ofMillis(octets == 0 ? 100 : 1));
            }
        }
        assertThat(written).isLessThan(BUFFERED);
        // Longer than the hold time: that we do not listen is not held against the peer, and it hears of us.
        assertThat(longestPause).isLessThan(2 * SECOND);
        kernel.free.countDown();
        while (message.hasRemaining()) {
            channel.write(message);
            listen(Duration.ofMillis(1));
        }
        awaitRoutes(Math.min(number + 1, 65_536));
    }

    /** Waits until the table has them all; meanwhile the peer goes on to be one. */
    private void awaitRoutes(int count) throws IOException, ControlSocketException {
        try (ControlClient client = new ControlClient(socket())) {
            int received = -1;
            while (received != count) {
                write(WireBytes.message(KEEPALIVE, ""));
                listen(Duration.ofMillis(100));
                received = client.status().peers().get(0).received();
            }
        }
    }
}
