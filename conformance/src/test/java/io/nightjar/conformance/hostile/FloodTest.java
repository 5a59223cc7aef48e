package io.nightjar.conformance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.testing.WireBytes;
import io.nightjar.daemon.config.InvalidConfigurationException;
import io.nightjar.daemon.control.ControlSocketException;
import io.nightjar.kernel.KernelException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** More of everything than anybody needs: it costs the sender, and leaves nothing behind. */
@Timeout(120)
class FloodTest {

    private static final PeerKind FROM = PeerKind.EXTERNAL;

    /** Room for what the peers of ranges may write together, and a line a second. */
    private static final int MANY_LINES = 300;

    private static final int MANY_ROUTES = 20_000;

    /** What a speaker may have to do that nobody has made it do. */
    private static final int FEW_TASKS = 10;

    /** RFC 7313 §3.2: BoRR and EoRR. */
    private static final byte[] BEGIN = WireBytes.message(5, "0001 01 01");

    private static final byte[] END = WireBytes.message(5, "0001 02 01");

    private HostileBed bed;

    @BeforeEach
    void start(@TempDir Path directory)
            throws IOException, InvalidConfigurationException, ControlSocketException, KernelException {
        bed = HostileBed.start(directory);
    }

    @AfterEach
    void stop() throws IOException {
        bed.assertBystandersUndisturbed();
        assertThat(bed.log().faultsOfOurOwn()).isEmpty();
        assertThat(bed.log().lines()).hasSizeLessThan(2 * MANY_LINES);
        bed.close();
    }

    /** Sends a message so many times, a thousand in one go. */
    private static void flood(RawSession raw, byte[] message, int thousands) throws IOException {
        ByteArrayOutputStream batch = new ByteArrayOutputStream();
        for (int copy = 0; copy < 1000; copy++) {
            batch.write(message);
        }
        for (int batches = 0; batches < thousands; batches++) {
            raw.send(batch.toByteArray());
        }
    }

    @Test
    void keepalivesWithoutEndAreHeardAndForgotten() throws IOException {
        HostileSession session = bed.session(FROM);
        flood(session.raw(), WireBytes.message(RawSession.KEEPALIVE, ""), 200);
        session.settle();
        session.raw().assertUndisturbed();
    }

    @Test
    void aSecondOpenOfManyIsAnErrorAndTheRestIsNotLookedAt() throws IOException {
        int number = bed.nextNumber();
        try (RawSession raw = RawSession.dial(FROM.address(number), bed.address())) {
            flood(raw, FROM.open(number), 1);
            assertThat(raw.lastWords()).isEqualTo("0502");
            assertThat(raw.count(RawSession.NOTIFICATION)).isEqualTo(1);
        }
    }

    @Test
    void refreshesWithoutEndAreServedNowAndThen() throws IOException {
        HostileSession session = bed.session(FROM);
        bed.session(PeerKind.CLIENT).announce(TestRoute.of(false, bed.nextNumber()));
        flood(session.raw(), WireBytes.message(5, "0001 00 01"), 100);
        session.settle();
        session.raw().assertUndisturbed();
        // How many requests one answer serves depends on how busy the table is; never is each one served.
        assertThat(session.raw().count(RawSession.UPDATE)).isBetween(1L, 50_000L);
    }

    @Test
    void refreshesThatBeginWithoutEndHoldNobodyUpAndLeaveNothing() throws IOException {
        int number = bed.nextNumber();
        try (RawSession raw = RawSession.dial(FROM.address(number), bed.address())) {
            raw.establish(FROM.openWithMarkers(number));
            HostileSession session = new HostileSession(bed, FROM, raw);
            announceMany(session);
            session.settle();
            int tasks = bed.tasks();
            flood(raw, BEGIN, 20);
            session.settle();
            assertThat(bed.tasks()).isLessThan(tasks + FEW_TASKS);
            // Now one goes after the other's end: all at the first.
            for (int turn = 0; turn < 10_000; turn++) {
                raw.send(END);
                raw.send(BEGIN);
            }
            session.settle();
            raw.assertUndisturbed();
            assertThat(bed.tasks()).isLessThan(tasks + FEW_TASKS);
            assertThat(bed.bystanders()).noneMatch(bystander -> bystander.hasRoute("11.0.0.0/32"));
        }
    }

    /** As many routes as would make each marker dear if it were to touch all of them. */
    private static void announceMany(HostileSession session) throws IOException {
        String attributes = String.join("", session.attributes(FROM.goodPath()).values());
        for (int start = 0; start < MANY_ROUTES; start += 500) {
            String nlri = IntStream.range(start, start + 500)
                    .mapToObj(i -> String.format("20%08x", 0x0b00_0000 + i))
                    .collect(Collectors.joining());
            session.raw().send(HostileBed.update("", attributes, nlri));
        }
    }

    @Test
    void malformedUpdatesWithoutEndAreFewLinesInTheLog() throws IOException {
        HostileSession session = bed.session(FROM);
        String malformed = "40010100 400206 0201 0000fde9 4003040a000001 c008 03 aabbcc".replace(" ", "");
        flood(session.raw(), HostileBed.update("", malformed, "180a0000"), 50);
        session.settle();
        session.raw().assertUndisturbed();
        assertThat(bed.log().count("malformed UPDATE")).isBetween(1L, (long) MANY_LINES);
    }

    @Test
    void aRouteThatChangesWithoutEndIsToldInItsLastForm() throws IOException {
        HostileSession session = bed.session(FROM);
        TestRoute route = TestRoute.of(false, bed.nextNumber());
        String attributes = "40010100 400206 0201 0000fde9 4003040a000001".replace(" ", "");
        for (int turn = 0; turn < 50; turn++) {
            flood(session.raw(), HostileBed.update("", attributes, route.wire()), 1);
            flood(session.raw(), HostileBed.update(route.wire(), "", ""), 1);
        }
        session.announce(route);
        session.settle();
        assertThat(bed.bystanders()).allMatch(bystander -> bystander.hasRoute(route.prefix()));
    }

    @Test
    void aSessionThatComesAndGoesAllTheTimeIsFewLinesInTheLog() throws IOException {
        int threads = Thread.activeCount();
        int number = bed.nextNumber();
        for (int turn = 0; turn < 500; turn++) {
            try (RawSession raw = RawSession.dial(FROM.address(number), bed.address())) {
                raw.establish(FROM.open(number));
                raw.send(WireBytes.message(RawSession.NOTIFICATION, "0604"));
                assertThat(raw.lastWords()).isEmpty();
            }
        }
        assertThat(bed.log().count("Range_")).isBetween(2L, (long) MANY_LINES);
        bed.session(FROM).settle();
        assertThat(Thread.activeCount()).isLessThan(threads + 10);
    }
}
