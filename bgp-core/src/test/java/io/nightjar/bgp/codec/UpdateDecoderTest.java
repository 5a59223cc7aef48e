package io.nightjar.bgp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.MpReachNlri;
import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.attribute.UnknownAttribute;
import io.nightjar.bgp.error.AttributeFault;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.error.FaultAction;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Octets;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerType;
import io.nightjar.bgp.testing.WireBytes;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateDecoderTest {

    private static final String MALFORMED_LIST = "UPDATE Message Error/Malformed Attribute List (3/1)";
    private static final CodecContext IPV6_ONLY =
            CodecContext.standard(PeerType.EXTERNAL, true, Set.of(AddressFamily.IPV6_UNICAST));
    private static final CodecContext IPV4_ONLY =
            CodecContext.standard(PeerType.EXTERNAL, true, Set.of(AddressFamily.IPV4_UNICAST));

    @Nested
    class Fields {

        @ParameterizedTest
        @ValueSource(strings = {"0003 0000", "ffff 0000", "0001 0000", "0000 0001", "0000 ffff 40", "0002 0000"})
        void lengthsBeyondTheMessageReset(String body) {
            assertThat(Decoding.refusal(WireBytes.message(2, body), Decoding.EXTERNAL))
                    .hasToString(MALFORMED_LIST);
        }

        @ParameterizedTest
        @CsvSource({"21, 0a00000000", "ff, 00"})
        void routeWithAnImpossibleLengthResets(String length, String rest) {
            String invalid = "UPDATE Message Error/Invalid Network Field (3/10)";
            assertThat(Decoding.refusal(Decoding.MANDATORY, length + rest, Decoding.EXTERNAL))
                    .hasToString(invalid);
            assertThat(Decoding.refusal(WireBytes.update(length + rest, "", ""), Decoding.EXTERNAL))
                    .hasToString(invalid);
        }

        @Test
        void routeThatRunsOverTheEndResets() {
            assertThat(Decoding.refusal(Decoding.MANDATORY, "180a01", Decoding.EXTERNAL))
                    .hasToString("UPDATE Message Error/Invalid Network Field (3/10)");
        }

        @Test
        void hostBitsAreCleared() throws BgpProtocolException {
            UpdateMessage update = Decoding.update(Decoding.MANDATORY, "0cac1f 110a01ff", Decoding.EXTERNAL);
            assertThat(update.announced())
                    .containsExactly(Nlri.of(Prefix.parse("172.16.0.0/12")), Nlri.of(Prefix.parse("10.1.128.0/17")));
        }

        @Test
        void pathIdentifiersAreReadWhereTheyWereNegotiated() throws BgpProtocolException {
            Set<AddressFamily> ipv4 = Set.of(AddressFamily.IPV4_UNICAST);
            CodecContext context = new CodecContext(PeerType.EXTERNAL, true, ipv4, ipv4, Set.of(), 4096, false, false);
            UpdateMessage update = Decoding.update(Decoding.MANDATORY, "ffffffff100a01", context);
            assertThat(update.announced()).containsExactly(new Nlri(Prefix.parse("10.1.0.0/16"), 0xffff_ffffL));
            assertThat(Decoding.refusal(Decoding.MANDATORY, "00000001", context).subcode())
                    .isEqualTo(10);
        }
    }

    @Nested
    class Attributes {

        @Test
        void strongestFaultWinsAndAllAreTold() throws BgpProtocolException {
            DecodedMessage decoded = Decoding.decodeUpdate(
                    Decoding.MANDATORY + "40060100" + "800403000000" + "c00705 0000000000",
                    Decoding.ROUTE,
                    Decoding.EXTERNAL);
            assertThat(decoded.faults())
                    .extracting(AttributeFault::attributeType, AttributeFault::action)
                    .containsExactly(
                            tuple(6, FaultAction.ATTRIBUTE_DISCARD),
                            tuple(4, FaultAction.TREAT_AS_WITHDRAW),
                            tuple(7, FaultAction.ATTRIBUTE_DISCARD));
            assertThat(((UpdateMessage) decoded.message()).announces()).isFalse();
        }

        @Test
        void resetWinsOverWithdrawal() {
            String attributes = Decoding.MANDATORY + "800403000000" + "800e03000201" + "40fd00";
            assertThat(Decoding.refusal(attributes, Decoding.ROUTE, Decoding.EXTERNAL))
                    .hasToString(MALFORMED_LIST);
        }

        @Test
        void faultCarriesTheWholeAttribute() throws BgpProtocolException {
            DecodedMessage decoded =
                    Decoding.decodeUpdate(Decoding.MANDATORY + "9004 0003 000000", Decoding.ROUTE, Decoding.EXTERNAL);
            assertThat(decoded.faults()).singleElement().satisfies(fault -> {
                assertThat(fault.data()).isEqualTo(Octets.ofHex("90040003000000"));
                assertThat(fault.updateSubcode()).isEqualTo(5);
                assertThat(fault.notification()).hasToString("UPDATE Message Error/Attribute Length Error (3/5)");
            });
        }

        @ParameterizedTest
        @CsvSource({"1, 03", "2, 03", "3, 03"})
        void missingMandatoryAttributeWithdraws(int type, String subcode) throws BgpProtocolException {
            String attributes = (type == 1 ? "" : Decoding.ORIGIN)
                    + (type == 2 ? "" : Decoding.AS_PATH)
                    + (type == 3 ? "" : Decoding.NEXT_HOP);
            DecodedMessage decoded = Decoding.decodeUpdate(attributes, Decoding.ROUTE, Decoding.EXTERNAL);
            assertThat(((UpdateMessage) decoded.message()).withdrawn()).containsExactly(Decoding.ROUTE_VALUE);
            assertThat(decoded.faults()).singleElement().satisfies(fault -> {
                assertThat(fault.attributeType()).isEqualTo(type);
                assertThat(fault.updateSubcode()).isEqualTo(3);
                assertThat(fault.data()).isEqualTo(Octets.of((byte) type));
            });
        }

        @Test
        void localPrefMayBeMissingFromAnInternalPeer() throws BgpProtocolException {
            DecodedMessage decoded = Decoding.decodeUpdate(Decoding.MANDATORY, Decoding.ROUTE, Decoding.INTERNAL);
            assertThat(decoded.faults()).isEmpty();
        }

        @Test
        void withdrawalNeedsNoAttributes() throws BgpProtocolException {
            DecodedMessage decoded = Decoding.decode(WireBytes.update("100a01", "", ""), Decoding.EXTERNAL);
            assertThat(((UpdateMessage) decoded.message()).withdrawn()).containsExactly(Decoding.ROUTE_VALUE);
            assertThat(decoded.faults()).isEmpty();
        }

        @Test
        void partialBitOfACommunityListStays() throws BgpProtocolException {
            UpdateMessage update =
                    Decoding.update(Decoding.MANDATORY + "e00804fde90001", Decoding.ROUTE, Decoding.EXTERNAL);
            assertThat(update.attributes().find(Communities.class).orElseThrow().partial())
                    .isTrue();
        }

        @Test
        void faultBesideForeignRoutesIsNoReset() throws BgpProtocolException {
            DecodedMessage decoded = Decoding.decodeUpdate(
                    Decoding.ORIGIN + Decoding.AS_PATH + Decoding.MP_REACH + "800403000000", "", IPV4_ONLY);
            assertThat(Decoding.withdrawnBy((UpdateMessage) decoded.message())).isEmpty();
            assertThat(((UpdateMessage) decoded.message()).endOfRibFamily()).isEmpty();
        }

        @Test
        void overrunOfTheRoutesThemselvesResets() {
            assertThat(Decoding.refusal(Decoding.MANDATORY + "800eff000201", Decoding.ROUTE, Decoding.EXTERNAL))
                    .hasToString(MALFORMED_LIST);
            assertThat(Decoding.refusal(Decoding.MANDATORY + "800fff000201", Decoding.ROUTE, Decoding.EXTERNAL))
                    .hasToString(MALFORMED_LIST);
        }
    }

    @Nested
    class Multiprotocol {

        @Test
        void wrongFlagsOfMpReachWithdrawItsRoutes() throws BgpProtocolException {
            UpdateMessage update = Decoding.update(
                    Decoding.ORIGIN + Decoding.AS_PATH + "c0" + Decoding.MP_REACH.substring(2), "", Decoding.EXTERNAL);
            assertThat(Decoding.withdrawnBy(update)).containsExactly(Decoding.IPV6_ROUTE_VALUE);
        }

        @Test
        void ipv4RoutesMayStandInMpReach() throws BgpProtocolException {
            String reach = "800e0c 000101 04 0a000001 00 100a01";
            UpdateMessage update = Decoding.update(Decoding.ORIGIN + Decoding.AS_PATH + reach, "", Decoding.EXTERNAL);
            MpReachNlri value = update.attributes().find(MpReachNlri.class).orElseThrow();
            assertThat(value.announced()).containsExactly(Decoding.ROUTE_VALUE);
            UpdateMessage withdrawn = Decoding.update(Decoding.AS_PATH + reach, "", Decoding.EXTERNAL);
            assertThat(withdrawn.withdrawn()).containsExactly(Decoding.ROUTE_VALUE);
        }

        @Test
        void nextHopBesideMpReachAloneIsIgnored() throws BgpProtocolException {
            DecodedMessage decoded = Decoding.decodeUpdate(
                    Decoding.ORIGIN + Decoding.AS_PATH + "40030400000000" + Decoding.MP_REACH, "", Decoding.EXTERNAL);
            UpdateMessage update = (UpdateMessage) decoded.message();
            assertThat(update.announces()).isTrue();
            assertThat(update.attributes().find(NextHop.class)).isEmpty();
            assertThat(decoded.faults()).isEmpty();
        }

        @Test
        void secondNextHopMustBeLinkLocal() throws BgpProtocolException {
            String global = "20010db8000000000000000000000001";
            DecodedMessage decoded = Decoding.decodeUpdate(
                    Decoding.ORIGIN + Decoding.AS_PATH + "800e2c 000201 20" + global + global + "00 3020010db80001",
                    "",
                    Decoding.EXTERNAL);
            MpReachNlri reach = ((UpdateMessage) decoded.message())
                    .attributes()
                    .find(MpReachNlri.class)
                    .orElseThrow();
            assertThat(reach.linkLocalNextHop()).isNull();
            assertThat(decoded.faults())
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.action()).isEqualTo(FaultAction.ATTRIBUTE_DISCARD));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "800e 01 00",
                    "800e 04 00020110",
                    "800e 09 000101 10 00000000 00",
                    "800e 09 000201 04 0a000001 00"
                })
        void nextHopThatDoesNotFitTheFamilyResets(String reach) {
            assertThat(Decoding.refusal(Decoding.ORIGIN + Decoding.AS_PATH + reach, "", Decoding.EXTERNAL))
                    .hasToString(MALFORMED_LIST);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "800e1c 000201 10 20010db8000000000000000000000001 00 4020010db80001",
                    "800e16 000201 10 20010db8000000000000000000000001 00 81",
                    "800f02 0002",
                    "800f04 000201 81"
                })
        void routesThatCannotBeReadReset(String attribute) {
            NotificationMessage notification =
                    Decoding.refusal(Decoding.ORIGIN + Decoding.AS_PATH + attribute, "", Decoding.EXTERNAL);
            assertThat(notification).hasToString("UPDATE Message Error/Optional Attribute Error (3/9)");
            assertThat(notification.data()).isEqualTo(Octets.of(WireBytes.octets(attribute)));
        }

        @Test
        void multicastPrefixesAreIgnoredOthersUsed() throws BgpProtocolException {
            DecodedMessage decoded =
                    Decoding.decodeUpdate(Decoding.MANDATORY, "04e0" + Decoding.ROUTE, Decoding.EXTERNAL);
            assertThat(((UpdateMessage) decoded.message()).announced()).containsExactly(Decoding.ROUTE_VALUE);
            assertThat(decoded.faults())
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.reason()).contains("224.0.0.0/4"));
            UpdateMessage ipv6 = Decoding.update(
                    Decoding.ORIGIN + Decoding.AS_PATH + "800e17 000201 10 20010db8000000000000000000000001 00 08ff",
                    "",
                    Decoding.EXTERNAL);
            assertThat(ipv6.announces()).isFalse();
            assertThat(ipv6.attributes().find(MpReachNlri.class)).isPresent();
        }

        @Test
        void ofManyMulticastPrefixesThereAreANumberAndAFewNames() throws BgpProtocolException {
            StringBuilder routes = new StringBuilder();
            for (int number = 0; number < 16_000; number++) {
                routes.append("18e0%04x".formatted(number));
            }
            CodecContext extended =
                    new CodecContext(PeerType.EXTERNAL, true, Decoding.BOTH, Set.of(), Set.of(), 65535, false, false);
            DecodedMessage decoded = Decoding.decodeUpdate(Decoding.MANDATORY, routes + Decoding.ROUTE, extended);
            assertThat(((UpdateMessage) decoded.message()).announced()).containsExactly(Decoding.ROUTE_VALUE);
            assertThat(decoded.faults())
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.reason())
                            .isEqualTo("16000 multicast prefixes, with [224.0.0.0/24, 224.0.1.0/24, 224.0.2.0/24]"));
        }

        @Test
        void theNextHopOfIgnoredRoutesGoesWithThem() throws BgpProtocolException {
            UpdateMessage update = Decoding.update(
                    Decoding.MANDATORY + "800e17 000201 10 20010db8000000000000000000000001 00 08ff",
                    "04e0",
                    Decoding.EXTERNAL);
            assertThat(update.announced()).isEmpty();
            assertThat(update.attributes().find(NextHop.class)).isEmpty();
        }
    }

    @Nested
    class EndOfRib {

        @Test
        void emptyUpdateEndsIpv4() throws BgpProtocolException {
            assertThat(Decoding.update("", "", Decoding.EXTERNAL).endOfRibFamily())
                    .contains(AddressFamily.IPV4_UNICAST);
        }

        @Test
        void emptyMpUnreachEndsIpv6() throws BgpProtocolException {
            assertThat(Decoding.update("800f03000201", "", Decoding.EXTERNAL).endOfRibFamily())
                    .contains(AddressFamily.IPV6_UNICAST);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "800f03 000201"})
        void mergedAttributesOfOldSpeakersMakeNoMarker(String attributes) throws BgpProtocolException {
            UpdateMessage update = Decoding.update(attributes + "c01106 0201 00010001", "", Decoding.OLD_EXTERNAL);
            assertThat(update.endOfRibFamily()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "800f03 000185", // another family's marker
                    "800f08 000185 0401020304", // another family's withdrawal
                    "80fd04 deadbeef", // a quietly ignored attribute
                    "800f03 000201 4005 04 00000064", // a marker with an attribute that is discarded
                    "800f03 000201 80fd00", // a marker with an attribute that is ignored
                    "c011 06 0201 00010001" // only an attribute of old speakers
                })
        void nothingElseLooksLikeAMarker(String attributes) throws BgpProtocolException {
            UpdateMessage update = Decoding.update(attributes, "", Decoding.EXTERNAL);
            assertThat(update.endOfRibFamily()).isEmpty();
            assertThat(Decoding.withdrawnBy(update)).isEmpty();
            assertThat(update.attributes()
                            .find(UnknownAttribute.class)
                            .orElseThrow()
                            .transitive())
                    .isFalse();
        }

        @Test
        void whatKeepsItFromBeingAMarkerIsNotTakenForAPath() throws BgpProtocolException {
            String foreign = "800e07 0001 85 00 00 00 ff";
            UpdateMessage update = Decoding.update("c002060201 0000fde9" + foreign, "", Decoding.EXTERNAL);
            byte[] written = new MessageCodec().encode(update, Decoding.EXTERNAL);
            DecodedMessage again = Decoding.decode(written, Decoding.EXTERNAL);
            assertThat(again.faults()).isEmpty();
            assertThat(((UpdateMessage) again.message()).endOfRibFamily()).isEmpty();
        }
    }

    @Nested
    class Ipv6Sessions {

        @Test
        void classicRoutesAreIgnored() throws BgpProtocolException {
            DecodedMessage decoded =
                    Decoding.decode(WireBytes.update(Decoding.ROUTE, Decoding.MANDATORY, Decoding.ROUTE), IPV6_ONLY);
            UpdateMessage update = (UpdateMessage) decoded.message();
            assertThat(update.announces()).isFalse();
            assertThat(update.withdrawn()).isEmpty();
            assertThat(decoded.faults()).hasSize(2);
        }

        @Test
        void loopbackNextHopIsForOneMachine() throws BgpProtocolException {
            String attributes = Decoding.ORIGIN + Decoding.AS_PATH + "4003047f000001";
            CodecContext onLoopback =
                    new CodecContext(PeerType.EXTERNAL, true, Decoding.BOTH, Set.of(), Set.of(), 4096, true, false);
            assertThat(Decoding.update(attributes, Decoding.ROUTE, onLoopback).announces())
                    .isTrue();
        }
    }
}
