package io.nightjar.bgp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.MpReachNlri;
import io.nightjar.bgp.attribute.MpUnreachNlri;
import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.attribute.Origin;
import io.nightjar.bgp.attribute.PathAttribute;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.attribute.UnknownAttribute;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Octets;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerType;
import io.nightjar.bgp.testing.WireBytes;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UpdateEncoderTest {

    private static final AddressFamily IPV4 = AddressFamily.IPV4_UNICAST;
    private static final AddressFamily IPV6 = AddressFamily.IPV6_UNICAST;

    private final UpdateEncoder encoder = new UpdateEncoder(Decoding.EXTERNAL);

    private static PathAttributes attributes(String nextHop) {
        return PathAttributes.of(
                Origin.IGP, AsPath.sequence(AsNumber.of(65001)), new NextHop(IpAddress.parse(nextHop)));
    }

    @Test
    void nothingToSayIsNoMessage() {
        assertThat(encoder.announce(IPV4, attributes("10.0.0.1"), List.of())).isEmpty();
        assertThat(encoder.withdraw(IPV6, List.of())).isEmpty();
    }

    @Test
    void ipv4RoutesStandBehindTheAttributes() {
        assertThat(encoder.announce(IPV4, attributes("10.0.0.1"), List.of(Decoding.ROUTE_VALUE)))
                .containsExactly(WireBytes.update("", Decoding.MANDATORY, Decoding.ROUTE));
    }

    @Test
    void ipv6RoutesStandInMpReachBeforeAllOtherAttributes() {
        PathAttributes attributes =
                attributes("2001:db8::1").with(new UnknownAttribute(100, true, true, Octets.ofHex("aa")));
        assertThat(encoder.announce(IPV6, attributes, List.of(Decoding.IPV6_ROUTE_VALUE)))
                .containsExactly(
                        WireBytes.update("", Decoding.MP_REACH + Decoding.ORIGIN + Decoding.AS_PATH + "e06401aa", ""));
    }

    @Test
    void withdrawalsStandInTheirFamilysPlace() {
        assertThat(encoder.withdraw(IPV4, List.of(Decoding.ROUTE_VALUE)))
                .containsExactly(WireBytes.update(Decoding.ROUTE, "", ""));
        assertThat(encoder.withdraw(IPV6, List.of(Decoding.IPV6_ROUTE_VALUE)))
                .containsExactly(WireBytes.update("", "800f0a 000201 3020010db80001", ""));
    }

    @Test
    void endOfRibIsEmpty() {
        assertThat(encoder.endOfRib(IPV4)).isEqualTo(WireBytes.update("", "", ""));
        assertThat(encoder.endOfRib(IPV6)).isEqualTo(WireBytes.update("", "800f03000201", ""));
    }

    @Test
    void pathIdentifiersAreWrittenWhereTheyWereNegotiated() {
        CodecContext context =
                new CodecContext(PeerType.EXTERNAL, true, Decoding.BOTH, Set.of(), Set.of(IPV4), 4096, false, false);
        List<Nlri> routes = List.of(new Nlri(Prefix.parse("10.1.0.0/16"), 7), Decoding.ROUTE_VALUE);
        assertThat(new UpdateEncoder(context).withdraw(IPV4, routes))
                .containsExactly(WireBytes.update("00000007" + Decoding.ROUTE + "00000000" + Decoding.ROUTE, "", ""));
        assertThat(encoder.withdraw(IPV4, routes))
                .containsExactly(WireBytes.update(Decoding.ROUTE + Decoding.ROUTE, "", ""));
    }

    @Test
    void attributesThatLeaveNoRoomAreRefusedWithTheNumbers() {
        UnknownAttribute huge = new UnknownAttribute(100, true, false, Octets.of(new byte[4096]));
        PathAttributes attributes = attributes("10.0.0.1").with(huge);
        MessageTooLongException refused = catchThrowableOfType(
                MessageTooLongException.class, () -> encoder.announce(IPV4, attributes, List.of(Decoding.ROUTE_VALUE)));
        assertThat(refused.limit()).isEqualTo(4096);
        assertThat(refused.needed()).isEqualTo(19 + 4 + 4 + 9 + 7 + 4100 + 3);
    }

    @Test
    void attributesThatFillTheMessageToTheLastOctetAreSent() {
        int rest = 4096 - (19 + 4 + 4 + 9 + 7 + 4 + 3);
        PathAttributes attributes =
                attributes("10.0.0.1").with(new UnknownAttribute(100, true, false, Octets.of(new byte[rest])));
        assertThat(encoder.announce(IPV4, attributes, List.of(Decoding.ROUTE_VALUE)))
                .singleElement()
                .satisfies(message -> assertThat(message).hasSize(4096));
    }

    @Test
    void blockBeyondItsLengthFieldIsRefusedEvenForOneMessage() {
        UnknownAttribute first = new UnknownAttribute(100, true, false, Octets.of(new byte[40000]));
        UnknownAttribute second = new UnknownAttribute(101, true, false, Octets.of(new byte[40000]));
        UpdateMessage update = new UpdateMessage(List.of(), PathAttributes.of(first, second), List.of());
        assertThat(catchThrowableOfType(
                        MessageTooLongException.class, () -> new MessageCodec().encode(update, Decoding.EXTERNAL)))
                .hasMessageContaining("65535");
    }

    @Test
    void ipv4RoutesWithAnIpv6NextHopGoIntoMpReachWhereThatWasNegotiated() throws BgpProtocolException {
        CodecContext extended =
                new CodecContext(PeerType.EXTERNAL, true, Decoding.BOTH, Set.of(), Set.of(), 4096, false, true);
        List<Nlri> routes = List.of(Decoding.ROUTE_VALUE);
        List<byte[]> messages = new UpdateEncoder(extended).announce(IPV4, attributes("2001:db8::1"), routes);
        assertThat(messages)
                .containsExactly(WireBytes.update(
                        "",
                        "800e18 000101 10 20010db8000000000000000000000001 00" + Decoding.ROUTE + Decoding.ORIGIN
                                + Decoding.AS_PATH,
                        ""));
        UpdateMessage read =
                (UpdateMessage) Decoding.decode(messages.get(0), extended).message();
        assertThat(read.attributes().find(MpReachNlri.class).orElseThrow().announced())
                .isEqualTo(routes);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoder.announce(IPV4, attributes("2001:db8::1"), routes));
        assertThat(Decoding.refusal(messages.get(0), Decoding.EXTERNAL))
                .hasToString("UPDATE Message Error/Malformed Attribute List (3/1)");
    }

    @Test
    void nextHopOfTheFamilyIsNeeded() {
        List<Nlri> routes = List.of(Decoding.IPV6_ROUTE_VALUE);
        assertThatIllegalArgumentException().isThrownBy(() -> encoder.announce(IPV6, attributes("10.0.0.1"), routes));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoder.announce(IPV6, PathAttributes.of(Origin.IGP), routes));
    }

    @Test
    void routesDoNotStandInTheAttributes() {
        PathAttributes attributes = attributes("2001:db8::1").with(new MpUnreachNlri(IPV6, List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> encoder.announce(IPV6, attributes, List.of(Decoding.IPV6_ROUTE_VALUE)));
    }

    @Test
    void nextHopThatDoesNotFitItsAttributeIsOurMistake() {
        MpReachNlri reach = new MpReachNlri(IPV6, IpAddress.parse("10.0.0.1"), null, List.of());
        for (PathAttribute wrong : List.of(reach, new NextHop(IpAddress.parse("2001:db8::1")))) {
            UpdateMessage update = new UpdateMessage(List.of(), PathAttributes.of(wrong), List.of());
            assertThatIllegalArgumentException().isThrownBy(() -> new MessageCodec().encode(update, Decoding.EXTERNAL));
        }
    }
}
