package io.nightjar.conformance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.testing.WireBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** TCP is a stream: where the segments end means nothing. */
@Timeout(60)
class StreamShapesTest {

    private static final PeerKind FROM = PeerKind.EXTERNAL;

    @RegisterExtension
    static final SharedBed BED = SharedBed.ofAllKinds();

    /** OPEN, KEEPALIVE, an UPDATE with a route, and another one. */
    private static byte[] stream(int number, TestRoute first, TestRoute second) throws IOException {
        String attributes = "40010100 400206 0201 0000fde9 4003040a000001".replace(" ", "");
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.write(FROM.open(number));
        stream.write(WireBytes.message(RawSession.KEEPALIVE, ""));
        stream.write(HostileBed.update("", attributes, first.wire()));
        stream.write(HostileBed.update("", attributes, second.wire()));
        return stream.toByteArray();
    }

    private static void assertHeard(TestRoute... routes) {
        for (RawSession bystander : BED.get().bystanders()) {
            for (TestRoute route : routes) {
                bystander.await(route.prefix(), () -> bystander.hasRoute(route.prefix()));
            }
        }
    }

    @Test
    void aStreamMayComeOneOctetAtATime() throws IOException {
        int number = BED.get().nextNumber();
        TestRoute first = TestRoute.of(false, BED.get().nextNumber());
        TestRoute second = TestRoute.of(false, BED.get().nextNumber());
        try (RawSession raw = RawSession.dial(FROM.address(number), BED.get().address())) {
            for (byte octet : stream(number, first, second)) {
                raw.send(new byte[] {octet});
            }
            assertHeard(first, second);
        }
    }

    @Test
    void aStreamMayBeCutAnywhere() throws IOException {
        TestRoute before = TestRoute.of(false, BED.get().nextNumber());
        int length = stream(0, before, before).length;
        for (int cut = 1; cut < length; cut++) {
            int number = BED.get().nextNumber();
            TestRoute first = TestRoute.of(false, BED.get().nextNumber());
            TestRoute second = TestRoute.of(false, BED.get().nextNumber());
            byte[] stream = stream(number, first, second);
            try (RawSession raw =
                    RawSession.dial(FROM.address(number), BED.get().address())) {
                raw.send(Arrays.copyOf(stream, cut));
                // What comes back shows that the first part has been read, at least as far as it is complete.
                raw.await("an OPEN", () -> raw.count(RawSession.OPEN) == 1);
                raw.send(Arrays.copyOfRange(stream, cut, length));
                assertHeard(first, second);
            }
        }
    }

    @Test
    void hundredsOfMessagesMayComeInOneSegment() throws IOException {
        HostileSession session = BED.get().session(FROM);
        String attributes = String.join("", session.attributes(FROM.goodPath()).values());
        ByteArrayOutputStream segment = new ByteArrayOutputStream();
        List<TestRoute> routes = new ArrayList<>();
        for (int message = 0; message < 800; message++) {
            TestRoute route = TestRoute.of(false, BED.get().nextNumber());
            routes.add(route);
            segment.write(HostileBed.update("", attributes, route.wire()));
            segment.write(WireBytes.message(RawSession.KEEPALIVE, ""));
        }
        assertThat(segment.size()).isBetween(32_768, 65_535 + 8192);
        session.raw().send(segment.toByteArray());
        session.settle();
        assertHeard(routes.toArray(TestRoute[]::new));
    }

    @Test
    void messagesBehindAFatalOneAreNotLookedAt() throws IOException {
        HostileSession session = BED.get().session(FROM);
        TestRoute route = TestRoute.of(false, BED.get().nextNumber());
        String attributes = String.join("", session.attributes(FROM.goodPath()).values());
        ByteArrayOutputStream segment = new ByteArrayOutputStream();
        segment.write(WireBytes.octets("00".repeat(19)));
        segment.write(HostileBed.update("", attributes, route.wire()));
        session.raw().send(segment.toByteArray());
        assertThat(session.raw().lastWords()).isEqualTo("0101");
        BED.get().session(FROM).settle();
        assertThat(BED.get().bystanders()).noneMatch(bystander -> bystander.hasRoute(route.prefix()));
    }
}
