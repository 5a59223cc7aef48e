package io.nightjar.bgp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.UnknownAttribute;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.Octets;
import io.nightjar.bgp.testing.WireBytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CarriedAttributeTest {

    private static UpdateMessage received(int flags, int type, String value) throws BgpProtocolException {
        String attribute = WireBytes.attribute(flags, type, value);
        return Decoding.update(Decoding.MANDATORY + attribute, Decoding.ROUTE, Decoding.EXTERNAL);
    }

    @ParameterizedTest
    @CsvSource({
        "22, 0000000000", // PMSI without a tunnel
        "22, 00060000000a000002", // ingress replication to an IPv4 address
        "22, 00060000 00 20010db8000000000000000000000001", // and to an IPv6 address
        "22, 000b000000ffff", // a tunnel type that we do not know
        "23, ''", // no tunnel
        "23, 00070000", // a tunnel without sub-TLVs
        "23, 0007000401020102 00080005 80000201 02", // a short and a long sub-TLV
        "25, 000220010db80000000000000000000000010001",
        "40, 01000700000000000001", // label index
        "40, 05000100" // SRv6
    })
    void wellFormedOneIsCarriedOctetForOctet(int type, String value) throws BgpProtocolException {
        UpdateMessage update = received(0xe0, type, value);
        assertThat(update.attributes().find(UnknownAttribute.class))
                .contains(new UnknownAttribute(type, true, true, Octets.of(WireBytes.octets(value))));
    }

    @ParameterizedTest
    @CsvSource({
        "23, 0007000101", // a sub-TLV without its length
        "23, 000700028000", // a long sub-TLV with half its length
        "23, 0007000380000100", // a long sub-TLV that runs over the end
        "23, 000700", // a tunnel with half its length
        "25, ''"
    })
    void malformedOneWithdraws(int type, String value) throws BgpProtocolException {
        assertThat(Decoding.withdrawnBy(received(0xc0, type, value))).containsExactly(Decoding.ROUTE_VALUE);
    }

    @ParameterizedTest
    @CsvSource({"''", "010006000000000001", "05000200"})
    void malformedPrefixSidIsDiscarded(String value) throws BgpProtocolException {
        UpdateMessage update = received(0xc0, 40, value);
        assertThat(update.announces()).isTrue();
        assertThat(update.attributes().contains(40)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"26, 01000b0000000000000000000a", "29, 04000001ff"})
    void nonTransitiveOnesEndHere(int type, String value) throws BgpProtocolException {
        UpdateMessage update = received(0x80, type, value);
        assertThat(update.announces()).isTrue();
        assertThat(update.attributes().contains(type)).isFalse();
    }
}
