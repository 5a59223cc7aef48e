package io.nightjar.conformance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.testing.WireBytes;
import io.nightjar.daemon.config.InvalidConfigurationException;
import io.nightjar.daemon.control.ControlSocketException;
import io.nightjar.kernel.KernelException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Peers that say nothing, or never come to the end of what they say. */
@Timeout(60)
@Execution(ExecutionMode.SAME_THREAD)
class SilenceTest {

    private static final int AS = 65001;
    private static final int HOLD_SECONDS = 3;
    private static final String HOLD_TIMER_EXPIRED = "0400";

    private static HostileBed bed;

    @BeforeAll
    static void start(@TempDir Path directory)
            throws IOException, InvalidConfigurationException, ControlSocketException, KernelException {
        bed = HostileBed.start(
                directory,
                "  - {neighbor-range: 127.36.0.0/16, as: %d, families: [ipv4, ipv6], import: all, export: all, timers: {hold: %d}}\n"
                        .formatted(AS, HOLD_SECONDS));
    }

    @AfterAll
    static void stop() throws IOException {
        bed.assertBystandersUndisturbed();
        assertThat(bed.log().faultsOfOurOwn()).isEmpty();
        bed.close();
    }

    private static RawSession dial(int number) throws IOException {
        return RawSession.dial("127.36.0." + number, bed.address());
    }

    private static byte[] open(int number) {
        return PeerKind.open(AS, String.format("7f2400%02x", number), HOLD_SECONDS);
    }

    @Test
    void silenceInOpenConfirmEndsWithTheHoldTimer() throws IOException {
        try (RawSession raw = dial(1)) {
            raw.send(open(1));
            assertThat(raw.lastWords()).isEqualTo(HOLD_TIMER_EXPIRED);
        }
    }

    @Test
    void silenceInEstablishedEndsWithTheHoldTimer() throws IOException {
        try (RawSession raw = dial(2)) {
            raw.establish(open(2));
            assertThat(raw.lastWords()).isEqualTo(HOLD_TIMER_EXPIRED);
            // RFC 4271 §10: every second, or three quarters of it.
            assertThat(raw.count(RawSession.KEEPALIVE)).isBetween(3L, 6L);
        }
    }

    @Test
    void anUpdateThatNeverEndsIsNoSignOfLife() throws IOException {
        try (RawSession raw = dial(3)) {
            raw.establish(open(3));
            raw.send(WireBytes.octets("ff".repeat(16) + "0fff02"));
            int sent = 0;
            while (raw.isOpen() && sent < 1000) {
                raw.send(new byte[1]);
                sent++;
                raw.awaitEnd(Duration.ofMillis(50));
            }
            assertThat(raw.lastWords()).isEqualTo(HOLD_TIMER_EXPIRED);
            assertThat(sent).isLessThan(1000);
        }
    }

    @Test
    void keepalivesAloneKeepASession() throws IOException {
        try (RawSession raw = dial(4)) {
            raw.establish(open(4));
            for (int turn = 0; turn < 10; turn++) {
                raw.keepalive();
                raw.awaitEnd(Duration.ofMillis(500));
            }
            raw.assertUndisturbed();
        }
    }

    @Test
    void withoutAHoldTimeThereAreNoKeepalivesAndNoEnd() throws IOException {
        int number = bed.nextNumber();
        try (RawSession raw = RawSession.dial(PeerKind.EXTERNAL.address(number), bed.address())) {
            raw.establish(PeerKind.EXTERNAL.open(number));
            raw.awaitEnd(Duration.ofSeconds(HOLD_SECONDS + 1));
            raw.assertUndisturbed();
            assertThat(raw.count(RawSession.KEEPALIVE)).isEqualTo(1);
        }
    }

    /** RFC 4271 §8.2.2 suggests four minutes before an OPEN; until then silence costs a connection, of which there are few. */
    @Test
    void silenceAfterTheConnectionIsLimitedInNumber() throws IOException {
        RawSession[] silent = new RawSession[8];
        for (int index = 0; index < silent.length; index++) {
            silent[index] = dial(5);
        }
        for (RawSession late : new RawSession[] {silent[5], silent[6], silent[7]}) {
            assertThat(late.lastWords()).isEmpty();
            assertThat(late.count(RawSession.OPEN)).isZero();
        }
        assertThat(silent[0].isOpen()).isTrue();
        for (RawSession session : silent) {
            session.close();
        }
    }
}
