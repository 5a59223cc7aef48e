package io.nightjar.daemon.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.bgp.testing.MrtBytes;
import io.nightjar.daemon.pcap.CaptureBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class MrtDecoderTest {

    private static final String ATTRIBUTES = "40010100 4002060201 0000fbf4 4003040a000001";
    private static final String KEEPALIVE = "ff".repeat(16) + "001304";
    private static final byte[] RIB = rib(MrtBytes.ribEntry(0, "", ATTRIBUTES));

    private static byte[] rib(String entryHex) {
        return MrtBytes.record(13, 2, "00000007 10 0a01 0001" + entryHex);
    }

    @Test
    void aTableHasItsPeersAndOneObjectForEachRoute() {
        Decoded decoded = Decoded.of(CaptureBytes.join(MrtBytes.PEER_INDEX_TABLE, RIB));

        assertThat(decoded.problems()).isZero();
        assertThat(decoded.lines())
                .extracting(JsonNode::toString)
                .containsExactly(
                        "{\"source\":\"in\",\"record\":1,\"offset\":0,\"kind\":\"peer-index-table\","
                                + "\"time\":\"2023-11-14T22:13:20Z\",\"collector\":\"192.0.2.1\",\"view\":\"view\",\"peers\":["
                                + "{\"index\":0,\"identifier\":\"10.0.0.1\",\"address\":\"192.0.2.1\",\"as\":64500},"
                                + "{\"index\":1,\"identifier\":\"10.0.0.2\",\"address\":\"2001:db8::1\",\"as\":4200000000}]}",
                        "{\"source\":\"in\",\"record\":2,\"offset\":" + MrtBytes.PEER_INDEX_TABLE.length
                                + ",\"kind\":\"rib-entry\",\"time\":\"2023-11-14T22:13:20Z\",\"sequence\":7,"
                                + "\"family\":\"ipv4-unicast\",\"prefix\":\"10.1.0.0/16\","
                                + "\"peer\":{\"index\":0,\"identifier\":\"10.0.0.1\",\"address\":\"192.0.2.1\",\"as\":64500},"
                                + "\"originated\":\"2023-11-14T22:13:20Z\",\"attributes\":{\"ORIGIN\":\"IGP\","
                                + "\"AS_PATH\":[{\"type\":\"AS_SEQUENCE\",\"numbers\":[64500]}],\"NEXT_HOP\":\"10.0.0.1\"}}");
    }

    @Test
    void aCompressedFileIsUnpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(MrtBytes.PEER_INDEX_TABLE);
        }

        assertThat(Decoded.of(packed.toByteArray()).kinds()).containsExactly("peer-index-table");
        Decoded cut = Decoded.of(Arrays.copyOf(packed.toByteArray(), 20));
        assertThat(cut.problems()).isEqualTo(1);
        assertThat(cut.complaints()).singleElement().asString().startsWith("in: cannot be read any further: ");
    }

    @Test
    void aBadPeerIndexIsOneProblemAndTheRestIsRead() {
        byte[] bad = rib(MrtBytes.ribEntry(9, "", ATTRIBUTES));
        Decoded decoded = Decoded.of(CaptureBytes.join(MrtBytes.PEER_INDEX_TABLE, bad, RIB));

        assertThat(decoded.kinds()).containsExactly("peer-index-table", "error", "rib-entry", "rib-entry");
        assertThat(decoded.complaints())
                .containsExactly("in: record 2 at offset " + MrtBytes.PEER_INDEX_TABLE.length
                        + ": there is no peer 9 in the PEER_INDEX_TABLE");
        assertThat(decoded.lines().get(2).path("peer")).hasToString("{\"index\":9}");
    }

    @Test
    void anAttributeLengthBeyondTheRecordIsOneProblemAndTheRestIsRead() {
        byte[] bad = rib("0000" + MrtBytes.TIME + "ffff" + ATTRIBUTES);
        Decoded decoded = Decoded.of(CaptureBytes.join(MrtBytes.PEER_INDEX_TABLE, bad, RIB));

        assertThat(decoded.kinds()).containsExactly("peer-index-table", "error", "rib-entry");
        assertThat(decoded.lines().get(1).path("error").asText())
                .isEqualTo("attributes of 65535 octets, but the record has only 20 more");
    }

    @Test
    void attributesThatCannotBeReadAreFaultsOfTheirRoute() {
        byte[] bad = rib(MrtBytes.ribEntry(0, "", "40010109"));
        JsonNode line = Decoded.of(CaptureBytes.join(MrtBytes.PEER_INDEX_TABLE, bad))
                .lines()
                .get(1);

        assertThat(line.at("/faults/0/attribute").asInt()).isEqualTo(1);
        assertThat(line.path("attributes")).isEmpty();
    }

    @Test
    void aRouteMayHaveAPathIdentifierAndATableDumpNoIndex() {
        byte[] addPath = MrtBytes.record(13, 8, "00000007 10 0a01 0001" + MrtBytes.ribEntry(0, "00000009", ATTRIBUTES));
        byte[] old = MrtBytes.record(12, 1, "0000 0007 0a010000 10 01" + MrtBytes.TIME + "c0000201 fbf4 0000");
        Decoded decoded = Decoded.of(CaptureBytes.join(MrtBytes.PEER_INDEX_TABLE, addPath, old));

        assertThat(decoded.lines().get(1).path("pathId").asInt()).isEqualTo(9);
        assertThat(decoded.lines().get(2).path("peer")).hasToString("{\"address\":\"192.0.2.1\",\"as\":64500}");
    }

    @Test
    void messagesAndStatesHaveTheirEnds() {
        byte[] received = MrtBytes.record(17, 4, "0001e240" + MrtBytes.session(true) + KEEPALIVE);
        byte[] sent = MrtBytes.record(16, 11, MrtBytes.session(true) + KEEPALIVE);
        byte[] state = MrtBytes.record(16, 0, MrtBytes.session(false) + "0006 00ff");
        Decoded decoded = Decoded.of(CaptureBytes.join(received, sent, state));

        String peer = "{\"address\":\"192.0.2.1\",\"as\":64500}";
        String local = "{\"address\":\"192.0.2.254\",\"as\":64512}";
        assertThat(decoded.types()).containsExactly("KEEPALIVE", "KEEPALIVE");
        assertThat(decoded.lines().get(0).path("time").asText()).isEqualTo("2023-11-14T22:13:20.123456Z");
        assertThat(decoded.lines().get(0).path("from")).hasToString(peer);
        assertThat(decoded.lines().get(1).path("to")).hasToString(peer);
        assertThat(decoded.lines().get(1).path("from")).hasToString(local);
        assertThat(decoded.lines().get(2).path("kind").asText()).isEqualTo("state-change");
        assertThat(decoded.lines().get(2).path("oldState").asText()).isEqualTo("Established");
        assertThat(decoded.lines().get(2).path("newState").asText()).isEqualTo("255");
    }

    @Test
    void aMessageThatIsNoneIsAProblem() {
        Decoded decoded = Decoded.of(MrtBytes.record(16, 4, MrtBytes.session(true) + "ffff"));

        assertThat(decoded.problems()).isEqualTo(1);
        assertThat(decoded.lines().get(0).path("reason").asText()).contains("a message of 2 octets");
    }

    @Test
    void whatIsNotDecodedIsNamed() {
        Decoded decoded = Decoded.of(MrtBytes.record(13, 6, "00000001 0019 41"));

        assertThat(decoded.kinds()).containsExactly("unsupported");
        assertThat(decoded.complaints())
                .containsExactly(
                        "in: record 1 at offset 0: TABLE_DUMP_V2/RIB_GENERIC of afi-25-safi-65 is not decoded");
    }

    @Test
    void aFileThatIsCutOffKeepsWhatCameBefore() {
        byte[] file = CaptureBytes.join(MrtBytes.PEER_INDEX_TABLE, RIB);
        Decoded decoded = Decoded.of(Arrays.copyOf(file, file.length - 3));

        assertThat(decoded.kinds()).containsExactly("peer-index-table", "error");
        assertThat(decoded.complaints().get(0))
                .startsWith("in: record 2 at offset ")
                .contains("the file ends after");
    }
}
