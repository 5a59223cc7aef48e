package io.nightjar.bgp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.error.NotificationCode;
import io.nightjar.bgp.message.KeepaliveMessage;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Octets;
import io.nightjar.bgp.testing.WireBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** NOTIFICATION, KEEPALIVE and ROUTE-REFRESH. */
class SmallMessagesTest {

    @Test
    void notificationMayHaveNoData() throws BgpProtocolException {
        assertThat(Decoding.decode(WireBytes.message(3, "0602"), Decoding.EXTERNAL)
                        .message())
                .isEqualTo(NotificationMessage.of(NotificationCode.CEASE, 2));
    }

    @Test
    void notificationOfUnknownCodesIsReadable() throws BgpProtocolException {
        NotificationMessage message =
                (NotificationMessage) Decoding.decode(WireBytes.message(3, "c8ff 00ff"), Decoding.EXTERNAL)
                        .message();
        assertThat(message).hasToString("Unknown Error/unknown (200/255)");
        assertThat(message.data()).isEqualTo(Octets.ofHex("00ff"));
    }

    @Test
    void notificationDataIsCutToTheMessageLimit() throws BgpProtocolException {
        NotificationMessage message =
                NotificationMessage.of(NotificationCode.UPDATE_MESSAGE_ERROR, 1, Octets.of(new byte[5000]));
        byte[] octets = new MessageCodec().encode(message, Decoding.EXTERNAL);
        assertThat(octets).hasSize(4096);
        NotificationMessage read =
                (NotificationMessage) Decoding.decode(octets, Decoding.EXTERNAL).message();
        assertThat(read.data().length()).isEqualTo(4096 - 21);
    }

    @Test
    void keepaliveIsAHeader() throws BgpProtocolException {
        byte[] keepalive = new MessageCodec().encode(KeepaliveMessage.INSTANCE, Decoding.EXTERNAL);
        assertThat(keepalive).isEqualTo(WireBytes.message(4, ""));
        assertThat(Decoding.decode(keepalive, Decoding.EXTERNAL).message()).isSameAs(KeepaliveMessage.INSTANCE);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2", "3", "255"})
    void routeRefreshKeepsItsSubtype(int subtype) throws BgpProtocolException {
        RouteRefreshMessage message = new RouteRefreshMessage(AddressFamily.IPV6_UNICAST, subtype);
        byte[] octets = new MessageCodec().encode(message, Decoding.EXTERNAL);
        assertThat(Octets.of(octets).toHex()).endsWith("001705" + "0002" + String.format("%02x", subtype) + "01");
        assertThat(Decoding.decode(octets, Decoding.EXTERNAL).message()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource({"00", "01", "02"})
    void knownSubtypesTakeNothingBehindThem(String subtype) {
        byte[] message = WireBytes.message(5, "0001" + subtype + "01 0102");
        assertThat(Decoding.refusal(message, Decoding.EXTERNAL)).satisfies(notification -> {
            assertThat(notification.code()).isEqualTo(NotificationCode.ROUTE_REFRESH_MESSAGE_ERROR);
            assertThat(notification.data()).isEqualTo(Octets.of(message));
        });
    }
}
