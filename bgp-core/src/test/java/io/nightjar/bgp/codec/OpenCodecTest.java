package io.nightjar.bgp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.bgp.capability.Capabilities;
import io.nightjar.bgp.capability.FourOctetAsCapability;
import io.nightjar.bgp.capability.MultiprotocolCapability;
import io.nightjar.bgp.capability.RouteRefreshCapability;
import io.nightjar.bgp.capability.UnknownCapability;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.OpenMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.Octets;
import io.nightjar.bgp.testing.WireBytes;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenCodecTest {

    /** Version 4, AS 64512, hold time 240, identifier 172.17.8.100. */
    private static final String FIXED = "04 fc00 00f0 ac110864";

    private static OpenMessage open(String parameters) throws BgpProtocolException {
        return (OpenMessage) Decoding.decode(WireBytes.message(1, FIXED + parameters), Decoding.EXTERNAL)
                .message();
    }

    private static NotificationMessage refusal(String parameters) {
        return Decoding.refusal(WireBytes.message(1, FIXED + parameters), Decoding.EXTERNAL);
    }

    @Test
    void openWithoutParametersIsAccepted() throws BgpProtocolException {
        assertThat(open("00"))
                .isEqualTo(new OpenMessage(
                        4, AsNumber.of(64512), 240, BgpIdentifier.parse("172.17.8.100"), Capabilities.NONE));
    }

    @Test
    void capabilitiesMayBeSpreadOverParameters() throws BgpProtocolException {
        assertThat(open("10 0206 0104 0001 00 01 0202 0200 0202 0200").capabilities())
                .isEqualTo(Capabilities.of(
                        new MultiprotocolCapability(AddressFamily.IPV4_UNICAST),
                        new RouteRefreshCapability(),
                        new RouteRefreshCapability()));
    }

    @Test
    void unknownCapabilitiesAreKept() throws BgpProtocolException {
        assertThat(open("06 0204 8002 0078").capabilities())
                .isEqualTo(Capabilities.of(new UnknownCapability(128, Octets.ofHex("0078"))));
    }

    @Test
    void emptyCapabilitiesParameterIsAccepted() throws BgpProtocolException {
        assertThat(open("02 0200").capabilities()).isEqualTo(Capabilities.NONE);
    }

    @Test
    void extendedLengthParametersAreRead() throws BgpProtocolException {
        Capabilities expected = Capabilities.of(new FourOctetAsCapability(AsNumber.of(64512)));
        assertThat(open("ff ff 0009 02 0006 4104 0000fc00").capabilities()).isEqualTo(expected);
        // RFC 9072 §2: the short length does not count, as long as it is not 0.
        assertThat(open("01 ff 0009 02 0006 4104 0000fc00").capabilities()).isEqualTo(expected);
    }

    @Test
    void manyCapabilitiesAreWrittenWithExtendedLength() throws BgpProtocolException {
        Octets value = Octets.of(new byte[200]);
        Capabilities many = new Capabilities(Collections.nCopies(3, new UnknownCapability(200, value)));
        OpenMessage open = new OpenMessage(4, AsNumber.of(64512), 240, new BgpIdentifier(1), many);
        byte[] octets = new MessageCodec().encode(open, Decoding.EXTERNAL);
        assertThat(octets).hasSize(29 + 3 + 3 + 3 * 202);
        assertThat(Decoding.decode(octets, Decoding.EXTERNAL).message()).isEqualTo(open);
    }

    @Test
    void openThatCannotBeWrittenIsRefusedAtOnce() {
        Octets value = Octets.of(new byte[255]);
        Capabilities many = new Capabilities(Collections.nCopies(16, new UnknownCapability(200, value)));
        OpenMessage open = new OpenMessage(4, AsNumber.of(64512), 240, new BgpIdentifier(1), many);
        assertThatThrownBy(() -> new MessageCodec().encode(open, Decoding.EXTERNAL))
                .isInstanceOf(MessageTooLongException.class);
    }

    @ParameterizedTest
    @CsvSource({"03", "05", "00", "ff"})
    void anyOtherVersionIsRefusedWithOurs(String version) {
        byte[] message = WireBytes.message(1, version + FIXED.substring(2) + "00");
        NotificationMessage notification = Decoding.refusal(message, Decoding.EXTERNAL);
        assertThat(notification).hasToString("OPEN Message Error/Unsupported Version Number (2/1)");
        assertThat(notification.data().toHex()).isEqualTo("0004");
    }

    @ParameterizedTest
    @CsvSource({"04 0102 0000", "02 0000", "ff ff 0003 01 0000"})
    void unknownParameterIsUnsupported(String parameters) {
        assertThat(refusal(parameters)).hasToString("OPEN Message Error/Unsupported Optional Parameter (2/4)");
    }

    @ParameterizedTest
    @CsvSource({
        "01", // a length and nothing behind it
        "00 00", // something behind a length of nothing
        "01 02", // a parameter without its length
        "02 0201", // a parameter that runs over the end
        "03 0201 41", // a capability without its length
        "04 0202 4104", // a capability that runs over the end
        "08 0206 0206 00000000", // route refresh with a value
        "07 0205 0103 000100", // multiprotocol with three octets
        "06 0204 4100 0200", // four-octet AS without a value, followed by route refresh
        "05 0203 4101 00", // four-octet AS with one octet
        "ff ff", // extended length without the length
        "ff ff 00", // extended length cut
        "ff ff 0002 00 01", // a parameter without its second length octet
        "ff ff 0003 02 0001", // an extended parameter that runs over the end
        "ff ff 0009 02 0003 4104 00" // less than the extended length says
    })
    void malformedParametersAreRefusedWithoutASubcode(String parameters) {
        assertThat(refusal(parameters)).hasToString("OPEN Message Error (2/0)");
    }
}
