package io.nightjar.bgp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.testing.WireBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageFramerTest {

    private static final String MARKER = "ff".repeat(16);

    private static int length(String hex) throws BgpProtocolException {
        return MessageFramer.frameLength(Unpooled.wrappedBuffer(WireBytes.octets(hex)), 4096);
    }

    private static NotificationMessage refusal(String hex, int limit) {
        ByteBuf in = Unpooled.wrappedBuffer(WireBytes.octets(hex));
        return catchThrowableOfType(BgpProtocolException.class, () -> MessageFramer.frameLength(in, limit))
                .notification();
    }

    @Test
    void eighteenOctetsAreNotEnoughToSayAnything() throws BgpProtocolException {
        assertThat(length("00".repeat(18))).isEqualTo(-1);
    }

    @Test
    void keepaliveIsNineteenOctets() throws BgpProtocolException {
        assertThat(length(MARKER + "001304")).isEqualTo(19);
    }

    @Test
    void messageInTheMiddleOfABufferIsFoundWithoutConsumingIt() throws BgpProtocolException {
        ByteBuf in = Unpooled.wrappedBuffer(WireBytes.octets("abcd" + MARKER + "001304" + MARKER));
        in.skipBytes(2);
        assertThat(MessageFramer.frameLength(in, 4096)).isEqualTo(19);
        assertThat(in.readerIndex()).isEqualTo(2);
    }

    @Test
    void unfinishedBodyIsAwaited() throws BgpProtocolException {
        assertThat(length(MARKER + "001702" + "000000")).isEqualTo(-1);
        assertThat(length(MARKER + "001702" + "00000000")).isEqualTo(23);
    }

    @ParameterizedTest
    @CsvSource({"0", "7", "8", "15"})
    void eachOctetOfTheMarkerCounts(int position) {
        byte[] message = WireBytes.message(4, "");
        message[position] = (byte) 0xfe;
        NotificationMessage notification = Decoding.refusal(message, Decoding.EXTERNAL);
        assertThat(notification).hasToString("Message Header Error/Connection Not Synchronized (1/1)");
        assertThat(notification.data().length()).isZero();
    }

    @Test
    void wrongMarkerIsToldBeforeAWrongLength() {
        assertThat(refusal("00".repeat(16) + "000104", 4096).subcode()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "0000, 01",
        "0012, 04",
        "1001, 02",
        "ffff, 02", // header bounds
        "001c, 01",
        "0016, 02",
        "0014, 03",
        "0014, 04",
        "0016, 05" // bounds of each type
    })
    void impossibleLengthIsRefusedWithTheLengthField(String length, String type) {
        NotificationMessage notification = refusal(MARKER + length + type, 4096);
        assertThat(notification).hasToString("Message Header Error/Bad Message Length (1/2)");
        assertThat(notification.data().toHex()).isEqualTo(length);
    }

    @Test
    void longMessagesNeedTheExtendedMessageCapability() throws BgpProtocolException {
        String update = MARKER + "100102" + "00".repeat(4097 - 19);
        assertThat(refusal(update, 4096).subcode()).isEqualTo(2);
        ByteBuf in = Unpooled.wrappedBuffer(WireBytes.octets(update));
        assertThat(MessageFramer.frameLength(in, 65535)).isEqualTo(4097);
    }

    @Test
    void openNeverGrowsBeyondTheStandardLength() {
        assertThat(refusal(MARKER + "100101", 65535).data().toHex()).isEqualTo("1001");
    }

    @ParameterizedTest
    @CsvSource({"00", "06", "ff"})
    void unknownTypeIsRefusedWithTheTypeOctet(String type) {
        NotificationMessage notification = refusal(MARKER + "0013" + type, 4096);
        assertThat(notification).hasToString("Message Header Error/Bad Message Type (1/3)");
        assertThat(notification.data().toHex()).isEqualTo(type);
    }

    @Test
    void frameThatIsNotExactlyOneMessageIsRefused() {
        byte[] twice = WireBytes.octets((MARKER + "001304").repeat(2));
        assertThat(Decoding.refusal(twice, Decoding.EXTERNAL))
                .hasToString("Message Header Error/Bad Message Length (1/2)");
        assertThat(Decoding.refusal(new byte[3], Decoding.EXTERNAL).data().toHex())
                .isEqualTo("0003");
    }
}
