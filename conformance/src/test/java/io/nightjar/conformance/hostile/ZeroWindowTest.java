package io.nightjar.conformance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.daemon.config.InvalidConfigurationException;
import io.nightjar.daemon.control.ControlSocketException;
import io.nightjar.kernel.KernelException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A peer that does not read what it is told. */
@Timeout(120)
class ZeroWindowTest {

    private static final int ROUTES = 1000;
    private static final int CHANGES = 40;

    /** What waits in the operating system's buffers and in ours, and the table once more: not each change. */
    private static final long HEARD = ROUTES * CHANGES / 3;

    private static final int HOLD_SECONDS = 3;
    private static final int SEND_HOLD_SECONDS = 4;

    /** Routes of a kilobyte each; {@code tcp_wmem} ends at four or six megabytes. */
    private static final int MORE_THAN_THE_KERNEL_BUFFERS = 9_000;

    private HostileBed bed;

    @BeforeEach
    void start(@TempDir Path directory)
            throws IOException, InvalidConfigurationException, ControlSocketException, KernelException {
        bed = HostileBed.start(
                directory,
                "  - {neighbor-range: 127.37.0.0/16, as: 65001, families: [ipv4, ipv6], import: all, export: all, timers: {hold: %d, send-hold-time: %d}}\n"
                        .formatted(HOLD_SECONDS, SEND_HOLD_SECONDS));
    }

    @AfterEach
    void stop() throws IOException {
        assertThat(bed.log().faultsOfOurOwn()).isEmpty();
        bed.close();
    }

    private static String value(int change, int number) {
        return String.format("%08x%08x", change, number) + "00".repeat(992);
    }

    /** A table in which each route has a kilobyte of attributes of its own. */
    private static byte[] table(int change) throws IOException {
        return table(change, ROUTES);
    }

    private static byte[] table(int change, int routes) throws IOException {
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        for (int number = 0; number < routes; number++) {
            String attributes = "40010100 400200 4003040a000001 40050400000064".replace(" ", "")
                    + "d0fe03e8"
                    + value(change, number);
            table.write(HostileBed.update(
                    "", attributes, TestRoute.of(false, number).wire()));
        }
        return table.toByteArray();
    }

    @Test
    void costsNobodyElseAndEndsInTheRightTable() throws IOException {
        HostileSession stalled = bed.session(PeerKind.EXTERNAL);
        HostileSession source = bed.session(PeerKind.CLIENT);
        source.raw().send(table(0));
        source.settle();
        stalled.raw().stopReading();
        for (int change = 1; change <= CHANGES; change++) {
            source.raw().send(table(change));
            source.settle();
        }
        bed.assertBystandersUndisturbed();
        stalled.raw().goOnReading();
        stalled.raw().await("the last change", () -> isTold(stalled, ROUTES - 1));
        for (int number = 0; number < ROUTES; number++) {
            int expected = number;
            stalled.raw().await("route " + number, () -> isTold(stalled, expected));
        }
        assertThat(stalled.raw().count(RawSession.UPDATE)).isLessThan(HEARD);
        assertThat(bed.outside().count(RawSession.UPDATE)).isGreaterThan(HEARD);
        stalled.raw().assertUndisturbed();
    }

    private static boolean isTold(HostileSession session, int number) {
        Map<Integer, String> attributes =
                session.raw().route(TestRoute.of(false, number).prefix());
        return attributes != null && attributes.get(254).equals("f0" + value(CHANGES, number));
    }

    /** A peer that sends its KEEPALIVEs on time, and from now on reads nothing. */
    private RawSession deaf(int number, int receiveBuffer) throws IOException {
        RawSession raw = RawSession.dial("127.37.0." + number, bed.address(), receiveBuffer);
        raw.establish(PeerKind.open(65001, String.format("7f2500%02x", number), HOLD_SECONDS));
        raw.stopReading();
        return raw;
    }

    /** Sends KEEPALIVEs until the log says why the session is over. */
    private void keepAliveUntilDown(RawSession raw, int number, String why) throws IOException {
        String line = "Range_127_37_0_" + number + ": down: " + why;
        long patience = 4L * 3 * SEND_HOLD_SECONDS;
        for (long turn = 0; turn < patience && bed.log().count(line) == 0; turn++) {
            try {
                raw.keepalive();
            } catch (IOException reset) {
                bed.await(line + " after " + reset.getMessage(), () -> bed.log().count(line) > 0);
            }
            raw.awaitEnd(Duration.ofMillis(250));
        }
        assertThat(bed.log().count(line)).as(line).isEqualTo(1);
    }

    /** All of it is there before the peer comes, so that the kernel's buffer is full at once. */
    @Test
    void endsWithTheSendHoldTimerWhenTheTableDoesNotLeave() throws IOException {
        HostileSession source = bed.session(PeerKind.CLIENT);
        source.raw().send(table(0, MORE_THAN_THE_KERNEL_BUFFERS));
        source.settle();
        try (RawSession raw = deaf(1, 4096)) {
            keepAliveUntilDown(raw, 1, "Send Hold Timer Expired (8/0)");
        }
        bed.assertBystandersUndisturbed();
    }

    /** What is sent fits the kernel's buffer, so nothing ever waits with us. */
    @Test
    void endsSomewhatLaterWhenOnlyTheKernelKnows() throws IOException {
        HostileSession source = bed.session(PeerKind.CLIENT);
        source.raw().send(table(0, 20));
        source.settle();
        try (RawSession raw = deaf(2, 2048)) {
            keepAliveUntilDown(raw, 2, "connection lost");
        }
        bed.assertBystandersUndisturbed();
    }
}
