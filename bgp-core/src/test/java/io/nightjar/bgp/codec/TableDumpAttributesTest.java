package io.nightjar.bgp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.Community;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.MpReachNlri;
import io.nightjar.bgp.attribute.Origin;
import io.nightjar.bgp.attribute.UnknownAttribute;
import io.nightjar.bgp.error.AttributeFault;
import io.nightjar.bgp.error.FaultAction;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Ipv6Address;
import io.nightjar.bgp.net.Octets;
import io.nightjar.bgp.testing.WireBytes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableDumpAttributesTest {

    private static final String ADDRESS = "20010db8000000000000000000000001";
    private static final String LINK_LOCAL = "fe800000000000000000000000000001";

    private final TableDumpAttributes codec = new TableDumpAttributes();

    private DecodedAttributes decode(String hex) {
        return codec.decode(Unpooled.wrappedBuffer(WireBytes.octets(hex)), AddressFamily.IPV6_UNICAST, true);
    }

    @Test
    void aNextHopMayHaveALinkLocalCompanion() {
        DecodedAttributes decoded = decode("800e21 20" + ADDRESS + LINK_LOCAL + "40010100");

        assertThat(decoded.faults()).isEmpty();
        assertThat(decoded.attributes().find(Origin.class)).contains(Origin.IGP);
        assertThat(decoded.attributes().find(MpReachNlri.class))
                .contains(new MpReachNlri(
                        AddressFamily.IPV6_UNICAST,
                        IpAddress.parse("2001:db8::1"),
                        Ipv6Address.parse("fe80::1"),
                        List.of()));
    }

    @Test
    void anIpv4NextHopIsRead() {
        assertThat(decode("800e05 04 0a000001")
                        .attributes()
                        .find(MpReachNlri.class)
                        .orElseThrow()
                        .nextHop())
                .isEqualTo(IpAddress.parse("10.0.0.1"));
    }

    @Test
    void theCompleteAttributeIsReadAsWell() {
        MpReachNlri reach = decode("40010100 800e1c 000201 10" + ADDRESS + "00 3020010db80001")
                .attributes()
                .find(MpReachNlri.class)
                .orElseThrow();

        assertThat(reach.nextHop()).isEqualTo(IpAddress.parse("2001:db8::1"));
        assertThat(reach.announced()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"800e00", "800e0203ff", "800e0410ffffff", "800e06040a00000100"})
    void anImpossibleNextHopIsAFaultAndTheRestIsRead(String attribute) {
        DecodedAttributes decoded = decode("40010100" + attribute + "40050400000064");

        assertThat(decoded.attributes().size()).isEqualTo(2);
        assertThat(decoded.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.action()).isEqualTo(FaultAction.ATTRIBUTE_DISCARD));
    }

    @Test
    void theSecondNextHopIsARepeatedAttribute() {
        DecodedAttributes decoded = decode("800e11 10" + ADDRESS + "800e11 10" + LINK_LOCAL);

        assertThat(decoded.attributes().find(MpReachNlri.class).orElseThrow().nextHop())
                .isEqualTo(IpAddress.parse("2001:db8::1"));
        assertThat(decoded.faults()).extracting(AttributeFault::reason).containsExactly("occurs twice");
    }

    @Test
    void aListThatIsCutOffIsAFaultBehindWhatCouldBeRead() {
        DecodedAttributes decoded = decode("800e11 10" + ADDRESS + "40010100 4002ff");

        assertThat(decoded.attributes().size()).isEqualTo(2);
        assertThat(decoded.faults())
                .extracting(AttributeFault::reason)
                .containsExactly("attribute 2 runs over the end");
    }

    @Test
    void flagsOfZeroAsBirdWritesThemAreCorrected() {
        DecodedAttributes decoded = decode("800e11 10" + ADDRESS + "000504 00000064 000804 fc000007 006302 c0ff");

        assertThat(decoded.faults()).isEmpty();
        assertThat(decoded.attributes().asList())
                .contains(
                        new LocalPref(100),
                        Communities.of(Community.of(64512, 7)),
                        new UnknownAttribute(99, true, false, Octets.ofHex("c0ff")));
    }

    @Test
    void numbersOfTwoOctetsAreMergedWithTheirSupplement() {
        String attributes = "4002040201 5ba0 c01106 0201 fa56ea00";
        DecodedAttributes decoded =
                codec.decode(Unpooled.wrappedBuffer(WireBytes.octets(attributes)), AddressFamily.IPV4_UNICAST, false);

        assertThat(decoded.attributes().asList()).containsExactly(AsPath.sequence(AsNumber.of(4200000000L)));
    }

    @Test
    void anUpdatesAttributesAreListedAsTheyLie() {
        byte[] update = WireBytes.update("08 0a", "40010100 50020004 0201 0001", "08 0b");

        List<WireAttribute> attributes = WireAttribute.ofUpdate(Unpooled.wrappedBuffer(update));
        assertThat(attributes).extracting(WireAttribute::typeCode).containsExactly(1, 2);
        assertThat(attributes).extracting(WireAttribute::length).containsExactly(4, 8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001", "00", "0000ff", "0000ffff", "00000001ff", "0000000250ff"})
    void anUpdateWhoseFieldsDoNotFitHasNone(String body) {
        byte[] update = WireBytes.message(2, body);

        assertThat(WireAttribute.ofUpdate(Unpooled.wrappedBuffer(update))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"40", "4001", "400102", "50020001", "500200"})
    void aListEndsWhereAnAttributeDoesNotFit(String list) {
        assertThat(WireAttribute.list(Unpooled.wrappedBuffer(WireBytes.octets("40010100" + list))))
                .hasSize(1);
    }
}
