package io.nightjar.daemon.decode;

import static io.nightjar.daemon.pcap.CaptureBytes.ACK;
import static io.nightjar.daemon.pcap.CaptureBytes.FIN;
import static io.nightjar.daemon.pcap.CaptureBytes.RST;
import static io.nightjar.daemon.pcap.CaptureBytes.SYN;
import static io.nightjar.daemon.pcap.CaptureBytes.client;
import static io.nightjar.daemon.pcap.CaptureBytes.pcap;
import static io.nightjar.daemon.pcap.CaptureBytes.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.bgp.capability.AddPathCapability;
import io.nightjar.bgp.capability.Capabilities;
import io.nightjar.bgp.capability.Capability;
import io.nightjar.bgp.capability.ExtendedMessageCapability;
import io.nightjar.bgp.capability.FourOctetAsCapability;
import io.nightjar.bgp.capability.MultiprotocolCapability;
import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.codec.MessageCodec;
import io.nightjar.bgp.message.OpenMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.peer.PeerType;
import io.nightjar.bgp.testing.WireBytes;
import io.nightjar.daemon.pcap.CaptureBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CaptureDecoderTest {

    private static final byte[] NOTHING = {};
    private static final byte[] KEEPALIVE = WireBytes.message(4, "");
    private static final byte[] UPDATE =
            WireBytes.update("", "40010100 4002060201 0000fde9 4003040a000001 40050400000064", "080a");
    private static final byte[] ADD_PATH_UPDATE =
            WireBytes.update("", "40010100 400200 4003040a000001", "00000007080a");

    private static byte[] open(int as, Capability... capabilities) {
        OpenMessage open = new OpenMessage(
                4,
                AsNumber.of(as),
                90,
                BgpIdentifier.parse("10.0.0." + as % 100),
                new Capabilities(List.of(capabilities)));
        return new MessageCodec().encode(open, CodecContext.standard(PeerType.INTERNAL, true, Set.of()));
    }

    /** The client sends these messages behind both OPENs. */
    private static byte[] session(byte[] clientOpen, byte[] serverOpen, byte[]... messages) {
        List<byte[]> packets = new ArrayList<>(List.of(
                client(SYN, 99, 0, NOTHING),
                server(SYN | ACK, 499, 100, NOTHING),
                client(ACK, 100, 500, clientOpen),
                server(ACK, 500, 100 + clientOpen.length, serverOpen)));
        int sequence = 100 + clientOpen.length;
        for (byte[] message : messages) {
            packets.add(client(ACK, sequence, 500 + serverOpen.length, message));
            sequence += message.length;
        }
        return pcap(1, packets.toArray(byte[][]::new));
    }

    @Test
    void opensDecideHowTheSessionIsWritten() {
        byte[] capture = session(
                open(65001, new FourOctetAsCapability(AsNumber.of(65001))),
                open(65002, new FourOctetAsCapability(AsNumber.of(65002))),
                UPDATE);
        Decoded decoded = Decoded.of(capture);

        assertThat(decoded.problems()).isZero();
        assertThat(decoded.kinds()).containsExactly("message", "message", "session", "message", "stream", "stream");
        JsonNode session = decoded.lines().get(2);
        assertThat(session.path("sent"))
                .hasToString("{\"peerType\":\"EXTERNAL\",\"fourOctetAs\":true,\"families\":[\"ipv4-unicast\"],"
                        + "\"addPath\":[],\"extendedMessages\":false}");
        JsonNode update = decoded.lines().get(3);
        assertThat(update.path("packet").asInt()).isEqualTo(5);
        assertThat(update.path("time").asText()).isEqualTo("2023-11-14T22:13:24.123456Z");
        assertThat(update.path("from")).hasToString("{\"address\":\"10.0.0.1\",\"port\":40000}");
        assertThat(update.path("to")).hasToString("{\"address\":\"10.0.0.2\",\"port\":179}");
        assertThat(update.path("streamOffset").asInt()).isEqualTo(37);
        assertThat(update.path("treatment").asText())
                .as("LOCAL_PREF of an external peer")
                .isEqualTo("ATTRIBUTE_DISCARD");
    }

    @Test
    void pathIdentifiersAndLongMessagesCountInTheirDirection() {
        Capability unicast = new MultiprotocolCapability(AddressFamily.IPV4_UNICAST);
        Capability send = AddPathCapability.of(Set.of(), Set.of(AddressFamily.IPV4_UNICAST));
        Capability receive = AddPathCapability.of(Set.of(AddressFamily.IPV4_UNICAST), Set.of());
        Capability extended = new ExtendedMessageCapability();
        byte[] capture =
                session(open(65001, unicast, send, extended), open(65001, unicast, receive, extended), ADD_PATH_UPDATE);
        Decoded decoded = Decoded.of(capture);

        JsonNode session = decoded.ofKind("session").get(0);
        assertThat(session.at("/received/addPath")).hasToString("[\"ipv4-unicast\"]");
        assertThat(session.at("/sent/addPath")).isEmpty();
        assertThat(session.at("/sent/extendedMessages").asBoolean()).isTrue();
        assertThat(session.at("/sent/fourOctetAs").asBoolean()).isFalse();
        assertThat(decoded.lines().get(3).at("/message/announced/0/pathId").asInt())
                .isEqualTo(7);
    }

    @Test
    void segmentsAreCutAnywhereRepeatedAndReordered() {
        byte[] head = Arrays.copyOf(UPDATE, 20);
        byte[] tail = Arrays.copyOfRange(UPDATE, 20, UPDATE.length);
        Decoded decoded = Decoded.of(pcap(
                1,
                client(SYN, 99, 0, NOTHING),
                client(SYN, 99, 0, NOTHING),
                client(ACK, 120, 0, tail),
                client(ACK, 100, 0, head),
                client(ACK, 100, 0, head),
                client(ACK | FIN, 100 + UPDATE.length, 0, KEEPALIVE)));

        assertThat(decoded.types()).containsExactly("UPDATE", "KEEPALIVE");
        JsonNode stream = decoded.ofKind("stream").get(0);
        assertThat(stream.path("messages").asInt()).isEqualTo(2);
        assertThat(stream.path("retransmitted").asInt()).isEqualTo(1);
        assertThat(stream.path("outOfOrder").asInt()).isEqualTo(1);
        assertThat(decoded.problems()).isZero();
    }

    @Test
    void aGapIsSaidToBeOneAndTheNextMessageFound() {
        byte[] cut = CaptureBytes.join(new byte[7], KEEPALIVE);
        Decoded decoded = Decoded.of(pcap(
                1,
                client(ACK, 100, 0, Arrays.copyOf(UPDATE, 30)),
                client(ACK, 200, 0, cut),
                server(ACK, 1, 200 + cut.length, NOTHING)));

        assertThat(decoded.kinds()).containsExactly("error", "error", "note", "message", "stream");
        assertThat(decoded.complaints())
                .containsExactly(
                        "in: packet 3 at offset " + (24 + 16 + 84 + 16 + 54 + cut.length)
                                + ": from 10.0.0.1 port 40000 to 10.0.0.2 port 179: 70 octets were not captured",
                        "in: packet 3 at offset " + (24 + 16 + 84 + 16 + 54 + cut.length)
                                + ": from 10.0.0.1 port 40000 to 10.0.0.2 port 179: a message at octet 0 of the stream"
                                + " ends after 30 octets, before a gap of 70 octets");
        assertThat(decoded.lines().get(2).path("note").asText()).contains("7 octets skipped up to the next marker");
    }

    @Test
    void aCaptureMayBeginInsideAMessage() {
        Decoded decoded = Decoded.of(pcap(1, client(ACK, 100, 0, CaptureBytes.join(new byte[5], KEEPALIVE))));

        assertThat(decoded.kinds()).containsExactly("note", "message", "stream");
        assertThat(decoded.lines().get(0).path("note").asText())
                .isEqualTo("from 10.0.0.1 port 40000 to 10.0.0.2 port 179: the capture begins inside a message:"
                        + " 5 octets skipped up to the next marker");
        assertThat(decoded.problems()).isZero();
    }

    @Test
    void aBadHeaderIsNamedWithItsPlaceInTheStream() {
        Decoded decoded = Decoded.of(pcap(
                1,
                client(SYN, 99, 0, NOTHING),
                client(ACK, 100, 0, CaptureBytes.join(KEEPALIVE, WireBytes.message(9, ""), KEEPALIVE))));

        assertThat(decoded.kinds()).containsExactly("message", "error", "note", "message", "stream");
        assertThat(decoded.complaints().get(0)).contains("at octet 19 of the stream: Message Header Error");
    }

    @Test
    void aMessageThatResetsIsAProblem() {
        Decoded decoded = Decoded.of(pcap(1, client(ACK, 100, 0, WireBytes.message(2, "ffff0000"))));

        assertThat(decoded.types()).containsExactly("UPDATE");
        assertThat(decoded.complaints().get(0))
                .contains("from 10.0.0.1 port 40000")
                .contains("3/1");
    }

    @Test
    void aResetEndsBothDirectionsAndAnUnfinishedMessage() {
        Decoded decoded = Decoded.of(pcap(
                1,
                client(ACK, 100, 0, Arrays.copyOf(UPDATE, 30)),
                server(ACK, 500, 100, KEEPALIVE),
                server(RST, 519, 0, NOTHING)));

        assertThat(decoded.kinds()).containsExactly("message", "error", "stream", "stream");
    }

    @Test
    void portsThatAreUsedAgainAreAnotherConnection() {
        Decoded decoded = Decoded.of(pcap(
                1,
                client(SYN, 99, 0, NOTHING),
                client(ACK, 100, 0, KEEPALIVE),
                client(SYN, 7000, 0, NOTHING),
                client(ACK, 7001, 0, KEEPALIVE)));

        assertThat(decoded.kinds()).containsExactly("message", "stream", "message", "stream");
        assertThat(decoded.lines().get(2).path("streamOffset").asInt()).isZero();
    }

    @Test
    void whatComesBehindTheEndIsNotHeard() {
        Decoded decoded = Decoded.of(pcap(
                1,
                client(ACK | FIN, 100, 0, KEEPALIVE),
                client(ACK, 119, 0, KEEPALIVE),
                server(ACK | FIN, 500, 0, KEEPALIVE)));

        assertThat(decoded.kinds()).containsExactly("message", "stream", "message", "stream");
    }

    @Test
    void whatComesAgainBehindBothEndsIsNotAnotherConnection() {
        Decoded decoded = Decoded.of(pcap(
                1,
                client(ACK | FIN, 100, 0, KEEPALIVE),
                server(ACK | FIN, 500, 120, KEEPALIVE),
                client(ACK | FIN, 100, 0, KEEPALIVE),
                server(ACK, 500, 120, KEEPALIVE)));

        assertThat(decoded.kinds()).containsExactly("message", "stream", "message", "stream");
    }

    @Test
    void connectionsThatAreOverMakeRoomWithoutAWord() {
        byte[][] packets = new byte[1101][];
        packets[0] = CaptureBytes.ipv4(false, CaptureBytes.tcp(9999, 179, ACK, 100, 0, KEEPALIVE));
        for (int i = 1; i < packets.length; i++) {
            packets[i] = CaptureBytes.ipv4(false, CaptureBytes.tcp(10000 + i, 179, ACK | RST, 100, 0, KEEPALIVE));
        }
        Decoded decoded = Decoded.of(pcap(101, packets));

        assertThat(decoded.types()).hasSize(1101);
        assertThat(decoded.ofKind("note")).isEmpty();
        assertThat(decoded.ofKind("stream").get(1100).path("from").path("port").asInt())
                .isEqualTo(9999);
    }

    @Test
    void fragmentsAreNamedIfTheyAreOurs() {
        byte[] first = CaptureBytes.ipv4(false, 0x2000, CaptureBytes.toServer(ACK, 100, 0, KEEPALIVE));
        byte[] later = CaptureBytes.ipv4(true, 0x0003, KEEPALIVE);
        byte[] foreign = CaptureBytes.ipv4(false, 0x2000, CaptureBytes.tcp(1, 2, ACK, 100, 0, KEEPALIVE));
        byte[] whole = CaptureBytes.ipv4(false, CaptureBytes.toServer(ACK, 100, 0, KEEPALIVE));
        Decoded decoded = Decoded.of(pcap(101, later, foreign, first, whole, later));

        assertThat(decoded.complaints())
                .containsExactly(
                        "in: packet 3 at offset " + (24 + 2 * 16 + 39 + 59)
                                + ": a fragment from 10.0.0.1 to 10.0.0.2: fragments are not put together",
                        "in: packet 5 at offset " + (24 + 4 * 16 + 39 + 3 * 59)
                                + ": a fragment from 10.0.0.2 to 10.0.0.1: fragments are not put together");
    }

    @Test
    void otherPortsAreNotLookedAtUnlessTheyAreAskedFor() {
        byte[] packet = CaptureBytes.ipv4(false, CaptureBytes.tcp(5000, 1790, ACK, 100, 0, KEEPALIVE));
        DecodeOptions options = new DecodeOptions(PeerType.INTERNAL, true, Set.of(), false, 1790);

        assertThat(Decoded.of(pcap(101, packet)).lines()).isEmpty();
        assertThat(Decoded.of(pcap(101, packet), options, InputFormat.PCAP).types())
                .containsExactly("KEEPALIVE");
    }

    @Test
    void anUnknownLinkTypeIsNamedOnce() {
        Decoded decoded = Decoded.of(pcap(147, new byte[4], new byte[4]));

        assertThat(decoded.complaints())
                .containsExactly("in: packet 1 at offset 24: packets of link type 147 are not decoded");
    }

    @Test
    void aFileThatIsCutOffKeepsWhatCameBefore() {
        byte[] file = pcap(1, client(ACK, 100, 0, KEEPALIVE), client(ACK, 119, 0, KEEPALIVE));
        Decoded decoded = Decoded.of(Arrays.copyOf(file, file.length - 1));

        assertThat(decoded.kinds()).containsExactly("message", "error", "stream");
        assertThat(decoded.complaints().get(0)).startsWith("in: packet 2 at offset ");
    }

    @Test
    void theConnectionThatHasBeenQuietForLongestGivesWay() {
        byte[][] packets = new byte[1100][];
        for (int i = 0; i < packets.length; i++) {
            packets[i] = CaptureBytes.ipv4(false, CaptureBytes.tcp(10000 + i, 179, ACK, 100, 0, KEEPALIVE));
        }
        Decoded decoded = Decoded.of(pcap(101, packets));

        assertThat(decoded.types()).hasSize(1100);
        assertThat(decoded.ofKind("note")).hasSize(76);
        assertThat(decoded.ofKind("note").get(0).path("note").asText())
                .isEqualTo("too many connections at once: 10.0.0.1 port 10000 and 10.0.0.2 port 179 is not followed any"
                        + " longer");
    }
}
