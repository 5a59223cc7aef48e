package io.nightjar.conformance.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.kernel.testing.RequiresNetworkNamespaces;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions of Nightjar with BIRD 2 and GoBGP, captured; tshark is the judge of what was in them. */
@RequiresNetworkNamespaces
class DecodeCaptureIT {

    private static Lan lan;
    private static Path capture;
    private static Path pcap;

    @TempDir
    private Path folder;

    @BeforeAll
    static void captureASession() {
        lan = Lan.of(3);
        try (Capture running = Capture.start(lan, 0)) {
            try (Conversation conversation = Conversation.begin(lan)) {
                conversation.talk();
                conversation.end();
            }
            capture = running.file();
            lan.bed()
                    .eventually(
                            "the last words have been captured",
                            Lan.LIMIT,
                            () -> count(NightjarDecode.of(capture.toString()).messages(), SeenMessage.NOTIFICATION)
                                    >= 3,
                            () -> NightjarDecode.of(capture.toString())
                                    .complaints()
                                    .toString());
        }
        pcap = Capture.converted(lan, capture, "pcap");
    }

    @AfterAll
    static void leave() {
        lan.close();
    }

    private static long count(List<SeenMessage> messages, int type) {
        return messages.stream().filter(message -> message.type() == type).count();
    }

    @Test
    void aCaptureIsReadAsTsharkReadsIt() {
        NightjarDecode decoded = NightjarDecode.of(capture.toString());

        assertThat(decoded.complaints()).isEmpty();
        assertThat(decoded.exitCode()).isZero();
        assertSame(decoded.messages(), Tshark.read(capture));
        assertThat(decoded.messages())
                .extracting(SeenMessage::type)
                .contains(
                        SeenMessage.OPEN,
                        SeenMessage.UPDATE,
                        SeenMessage.NOTIFICATION,
                        SeenMessage.KEEPALIVE,
                        SeenMessage.ROUTE_REFRESH);
        assertThat(decoded.messages())
                .anyMatch(message -> message.fact("communication").contains(Conversation.GOODBYE));
    }

    @Test
    void everySessionIsToldWithWhatItsOpensAgreeOn() {
        List<JsonNode> sessions = NightjarDecode.of(capture.toString()).kind("session");

        assertThat(sessions).hasSize(3);
        assertThat(sessions)
                .extracting(session -> session.at("/sent/addPath").toString())
                .containsExactlyInAnyOrder("[\"ipv4-unicast\"]", "[]", "[]");
        assertThat(sessions)
                .extracting(session -> session.at("/sent/peerType").asText())
                .containsExactlyInAnyOrder("EXTERNAL", "EXTERNAL", "INTERNAL");
    }

    @Test
    void pcapSaysTheSameAsPcapng() {
        NightjarDecode decoded = NightjarDecode.of(pcap.toString());

        assertThat(decoded.exitCode()).isZero();
        assertThat(decoded.messages())
                .isEqualTo(NightjarDecode.of(capture.toString()).messages());
        assertSame(decoded.messages(), Tshark.read(pcap));
    }

    @Test
    void aMessageOfSeveralSegmentsIsPutTogether() {
        int longest = NightjarDecode.of(pcap.toString()).messages().stream()
                .mapToInt(SeenMessage::length)
                .max()
                .orElseThrow();

        assertThat(longest).isGreaterThan(1500);
        assertThat(PcapPackets.read(pcap).withData()).isGreaterThan(30);
    }

    @Test
    void segmentsThatComeTwiceChangeNothing() {
        PcapPackets packets = PcapPackets.read(pcap);
        Path worse = packets.repeated().write(folder.resolve("repeated.pcap"));

        NightjarDecode decoded = NightjarDecode.of(worse.toString());

        assertThat(decoded.exitCode()).isZero();
        assertSame(decoded.messages(), Tshark.read(pcap));
        // What comes again behind the end of its stream is not looked at.
        assertThat(sum(decoded, "retransmitted")).isBetween(packets.withData() - 6, packets.withData());
    }

    @Test
    void segmentsThatComeTooEarlyWaitForTheirPredecessors() {
        PcapPackets packets = PcapPackets.read(pcap);
        Path worse = packets.turnedAround().write(folder.resolve("turned.pcap"));

        NightjarDecode decoded = NightjarDecode.of(worse.toString());

        assertThat(decoded.complaints()).isEmpty();
        assertSame(decoded.messages(), Tshark.read(pcap));
        assertSame(decoded.messages(), Tshark.read(worse));
        assertThat(sum(decoded, "outOfOrder"))
                .isPositive()
                .isEqualTo(packets.pairs().size());
    }

    @Test
    void aSegmentThatWasNotCapturedCostsItsMessagesOnly() {
        PcapPackets packets = PcapPackets.read(pcap);
        int number = packets.firstWithData(200);
        Path worse = packets.without(number).write(folder.resolve("gap.pcap"));

        NightjarDecode decoded = NightjarDecode.of(worse.toString());

        assertThat(decoded.exitCode()).isEqualTo(1);
        assertThat(decoded.complaints()).anyMatch(line -> line.contains("octets were not captured"));
        List<SeenMessage> all = NightjarDecode.of(pcap.toString()).messages();
        assertThat(all).containsAll(decoded.messages());
        assertThat(decoded.messages()).hasSizeBetween(all.size() - 2, all.size() - 1);
    }

    private static long sum(NightjarDecode decoded, String name) {
        return decoded.kind("stream").stream()
                .mapToLong(stream -> stream.path(name).asLong())
                .sum();
    }

    /** One after the other, so that a difference is one message and not all of them. */
    private static void assertSame(List<SeenMessage> decoded, List<SeenMessage> judged) {
        Map<String, List<SeenMessage>> ours = byStream(decoded);
        Map<String, List<SeenMessage>> theirs = byStream(judged);
        assertThat(ours.keySet()).hasSize(6).isEqualTo(theirs.keySet());
        ours.forEach((stream, messages) -> {
            List<SeenMessage> expected = theirs.getOrDefault(stream, List.of());
            for (int i = 0; i < Math.min(messages.size(), expected.size()); i++) {
                assertThat(messages.get(i)).as("message %d", i).isEqualTo(expected.get(i));
            }
            assertThat(messages).as(stream).hasSameSizeAs(expected);
        });
    }

    private static Map<String, List<SeenMessage>> byStream(List<SeenMessage> messages) {
        return messages.stream().collect(Collectors.groupingBy(SeenMessage::stream));
    }
}
