package io.nightjar.daemon.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.peer.PeerType;
import io.nightjar.bgp.testing.WireBytes;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HexDecoderTest {

    private static final String MARKER = "ff".repeat(16);
    private static final String KEEPALIVE = MARKER + "001304";
    private static final String MANDATORY = "40010100 4002060201 0000fde9 4003040a000001";

    private static Decoded decode(String text) {
        return Decoded.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Decoded decode(byte[] message, DecodeOptions options) {
        String text = HexFormat.of().formatHex(message);
        return Decoded.of(text.getBytes(StandardCharsets.UTF_8), options, null);
    }

    @Test
    void messagesStandBackToBack() {
        Decoded decoded = decode(KEEPALIVE + KEEPALIVE);

        assertThat(decoded.lines())
                .extracting(JsonNode::toString)
                .containsExactly(
                        "{\"source\":\"in\",\"number\":1,\"offset\":0,\"kind\":\"message\",\"length\":19,"
                                + "\"message\":{\"type\":\"KEEPALIVE\"}}",
                        "{\"source\":\"in\",\"number\":2,\"offset\":19,\"kind\":\"message\",\"length\":19,"
                                + "\"message\":{\"type\":\"KEEPALIVE\"}}");
        assertThat(decoded.problems()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff:", "0xff ", "0XFF\n", "FF\t", "f f"})
    void digitsMayBeWrittenInManyWays(String octet) {
        assertThat(decode(octet.repeat(16) + "0x00 0x13 0x04").types()).containsExactly("KEEPALIVE");
    }

    @Test
    void anEmptyInputIsNothing() {
        Decoded decoded = decode(" \n");

        assertThat(decoded.lines()).isEmpty();
        assertThat(decoded.problems()).isZero();
    }

    @Test
    void whatIsNoDigitEndsTheInputBehindWhatCameBefore() {
        Decoded decoded = decode(KEEPALIVE + "ffg" + KEEPALIVE);

        assertThat(decoded.kinds()).containsExactly("message", "error", "error");
        assertThat(decoded.complaints())
                .containsExactly(
                        "in: message 2 at offset 20: 'g' at character 41 is no hexadecimal digit",
                        "in: message 2 at offset 19: a message ends after 1 octets, at the end");
    }

    @Test
    void whatCannotBePrintedIsNamedByItsNumber() {
        assertThat(decode(KEEPALIVE + "\u0001").complaints().get(0)).contains("'\\x01' at character 39 ");
    }

    @Test
    void anOddDigitIsAnError() {
        assertThat(decode(KEEPALIVE + "f").complaints())
                .containsExactly("in: message 2 at offset 19: an odd number of digits");
    }

    @Test
    void aMessageThatIsCutOffIsAnError() {
        assertThat(decode(KEEPALIVE + MARKER + "0017").complaints())
                .containsExactly("in: message 2 at offset 19: a message ends after 18 octets, at the end");
    }

    @Test
    void aBadHeaderIsNamedAndTheNextMarkerFound() {
        Decoded decoded = decode(KEEPALIVE + MARKER + "001309" + KEEPALIVE);

        assertThat(decoded.kinds()).containsExactly("message", "error", "note", "message");
        assertThat(decoded.complaints())
                .containsExactly("in: message 2 at offset 19: Message Header Error/Bad Message Type (1/3):"
                        + " there is no message type 9");
        assertThat(decoded.lines().get(2).path("note").asText()).isEqualTo("19 octets skipped in search of a marker");
        assertThat(decoded.lines().get(3).path("offset").asInt()).isEqualTo(38);
    }

    @Test
    void octetsWithoutAnyMarkerAreSkipped() {
        Decoded decoded = decode("00".repeat(100));

        assertThat(decoded.kinds()).containsExactly("error", "note");
        assertThat(decoded.lines().get(1).path("note").asText()).startsWith("100 octets skipped");
    }

    @Test
    void anUpdateHasItsFaultsAndWhatIsLeftOfIt() {
        byte[] update = WireBytes.update("", MANDATORY + "400504 00000064", "08 0a".replace(" ", ""));
        DecodeOptions external = new DecodeOptions(PeerType.EXTERNAL, true, Set.of(), false, 179);
        JsonNode line = decode(update, external).lines().get(0);

        assertThat(line.path("treatment").asText()).isEqualTo("ATTRIBUTE_DISCARD");
        assertThat(line.path("faults"))
                .hasToString("[{\"attribute\":5,\"treatment\":\"ATTRIBUTE_DISCARD\","
                        + "\"subcode\":9,\"reason\":\"sent by an external peer\",\"data\":\"40050400000064\"}]");
        assertThat(line.at("/message/attributes"))
                .hasToString("{\"ORIGIN\":\"IGP\",\"AS_PATH\":[{\"type\":\"AS_SEQUENCE\",\"numbers\":[65001]}],"
                        + "\"NEXT_HOP\":\"10.0.0.1\"}");
        assertThat(decode(update, DecodeOptions.DEFAULT).lines().get(0).has("faults"))
                .isFalse();
    }

    @Test
    void aWithdrawnUpdateStillShowsWhatCame() {
        byte[] update = WireBytes.update("", "40010100 4003040a000001", "080a");
        Decoded decoded = decode(update, DecodeOptions.DEFAULT);
        JsonNode line = decoded.lines().get(0);

        assertThat(decoded.problems()).isZero();
        assertThat(line.path("treatment").asText()).isEqualTo("TREAT_AS_WITHDRAW");
        assertThat(line.at("/message/withdrawn")).hasToString("[{\"prefix\":\"10.0.0.0/8\"}]");
        assertThat(line.path("ignored"))
                .hasToString("[{\"attribute\":1,\"flags\":\"40\",\"value\":\"00\"},"
                        + "{\"attribute\":3,\"flags\":\"40\",\"value\":\"0a000001\"}]");
    }

    @Test
    void anAttributeThatIsQuietlyIgnoredIsShown() {
        byte[] update = WireBytes.update("", MANDATORY + "806302 c0ff", "080a");

        assertThat(decode(update, DecodeOptions.DEFAULT).lines().get(0).path("ignored"))
                .hasToString("[{\"attribute\":99,\"flags\":\"80\",\"value\":\"c0ff\"}]");
    }

    @Test
    void anUpdateThatResetsHasItsNotificationAndItsOctets() {
        byte[] update = WireBytes.update("", MANDATORY, "21");
        Decoded decoded = decode(update, DecodeOptions.DEFAULT);
        JsonNode line = decoded.lines().get(0);

        assertThat(decoded.problems()).isEqualTo(1);
        assertThat(decoded.types()).containsExactly("UPDATE");
        assertThat(line.path("treatment").asText()).isEqualTo("SESSION_RESET");
        assertThat(line.at("/notification/text").asText())
                .isEqualTo("UPDATE Message Error/Invalid Network Field (3/10)");
        assertThat(line.path("hex").asText()).isEqualTo(HexFormat.of().formatHex(update));
        assertThat(decoded.complaints())
                .singleElement()
                .asString()
                .startsWith("in: message 1 at offset 0: UPDATE Mess");
    }

    @Test
    void aShutdownHasTheWordsOfTheOperator() {
        byte[] notification = WireBytes.message(3, "0602 03 6e6f77");
        JsonNode message =
                decode(notification, DecodeOptions.DEFAULT).lines().get(0).path("message");

        assertThat(message.path("text").asText()).isEqualTo("Cease/Administrative Shutdown (6/2)");
        assertThat(message.path("communication").asText()).isEqualTo("now");
    }

    @Test
    void theOptionsSayHowMessagesAreWritten() {
        byte[] update = WireBytes.update("", "40010100 4002040201 fde9 4003040a000001", "00000007 080a");
        Set<AddressFamily> addPath = Set.of(AddressFamily.IPV4_UNICAST);
        DecodeOptions options = new DecodeOptions(PeerType.EXTERNAL, false, addPath, true, 179);

        assertThat(decode(update, options).lines().get(0).at("/message/announced"))
                .hasToString("[{\"prefix\":\"10.0.0.0/8\",\"pathId\":7}]");
    }

    @Test
    void longMessagesNeedTheirOption() {
        byte[] update = WireBytes.update("", MANDATORY + "d063 1000" + "00".repeat(4096), "080a");
        DecodeOptions options = new DecodeOptions(PeerType.INTERNAL, true, Set.of(), true, 179);

        assertThat(decode(update, options).types()).containsExactly("UPDATE");
        assertThat(decode(update, DecodeOptions.DEFAULT).kinds()).containsExactly("error", "note");
    }

    @Test
    void problemsAreToldToPeopleUpToALimit() {
        Decoded decoded = decode((MARKER + "001309").repeat(30) + KEEPALIVE);

        assertThat(decoded.problems()).isEqualTo(30);
        assertThat(decoded.complaints())
                .hasSize(21)
                .last()
                .isEqualTo("there are more problems; all of them are in the output");
    }
}
