package io.nightjar.bgp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.MpReachNlri;
import io.nightjar.bgp.attribute.MultiExitDisc;
import io.nightjar.bgp.attribute.UnknownAttribute;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.Octets;
import io.nightjar.bgp.testing.WireBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Octets that broke other speakers, each by the identifier it is known under. */
class DocumentedInputsTest {

    private static final String MARKER = "ff".repeat(16);

    private static void assertWithdrawn(String attributes) throws BgpProtocolException {
        UpdateMessage update = Decoding.update(attributes, Decoding.ROUTE, Decoding.EXTERNAL);
        assertThat(update.announces()).isFalse();
        assertThat(update.withdrawn()).containsExactly(Decoding.ROUTE_VALUE);
    }

    private static NotificationMessage refusal(String hex) {
        return Decoding.refusal(WireBytes.octets(hex), Decoding.EXTERNAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c0 17 03 000700", "c0 17 05 0007000401", "c0 17 06 0007000401ff"})
    void cve202338802CorruptTunnelEncapsulationWithdraws(String attribute) throws BgpProtocolException {
        assertWithdrawn(Decoding.MANDATORY + attribute);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c0 28 08 0000000000000000", "c0 28 06 0100ff000000", "c0 28 02 0100", "c0 28 03 010000"})
    void incident20250520CorruptPrefixSidGoesNoFurther(String attribute) throws BgpProtocolException {
        UpdateMessage update = Decoding.update(Decoding.MANDATORY + attribute, Decoding.ROUTE, Decoding.EXTERNAL);
        assertThat(update.announced()).containsExactly(Decoding.ROUTE_VALUE);
        assertThat(update.attributes().contains(40)).isFalse();
    }

    @Test
    void incident202510OversizedOnlyToCustomerWithdraws() throws BgpProtocolException {
        assertWithdrawn(Decoding.MANDATORY + "d023 0400" + "00".repeat(1024));
    }

    @Test
    void extendedLengthIsNeverCopiedToTheOutput() throws BgpProtocolException {
        UpdateMessage update =
                Decoding.update(Decoding.MANDATORY + "f0 23 0004 0000fde9", Decoding.ROUTE, Decoding.EXTERNAL);
        byte[] sent = new MessageCodec().encode(update, Decoding.EXTERNAL);
        assertThat(Octets.of(sent).toHex()).contains("e023040000fde9");
    }

    @Test
    void frr23411LowFlagBitsAreIgnoredAndNotSentOn() throws BgpProtocolException {
        UpdateMessage update = Decoding.update(
                Decoding.MANDATORY + "cf 08 04 fde90001" + "c5 64 01 aa", Decoding.ROUTE, Decoding.EXTERNAL);
        assertThat(update.attributes().find(Communities.class)).isPresent();
        String sent =
                Octets.of(new MessageCodec().encode(update, Decoding.EXTERNAL)).toHex();
        assertThat(sent).contains("c00804fde90001").contains("c06401aa");
    }

    @Test
    void aggregatorWithLowFlagBitsIsRead() throws BgpProtocolException {
        UpdateMessage update =
                Decoding.update(Decoding.MANDATORY + "c8 07 08 0000fde9 0a000002", Decoding.ROUTE, Decoding.EXTERNAL);
        assertThat(update.attributes().contains(7)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "cve202240302, 0022 01 04 dead 0005 c0a83901 ff ff 0002 00 01",
        "cve202243681, 001d 01 04 dead 00de adbeef6b ff",
        "gobgp2598, 002c 01 04 fde9 005a 01020304 0f 02 0d 02 01 04 0001 0001 41 04 0000 fde9",
        "gobgpF02ca397, 0023 01 04 fde9 005a 01020304 06 02 04 41 00 02 00"
    })
    void openThatRunsOverItsEndIsRefused(String id, String rest) {
        assertThat(refusal(MARKER + rest)).as(id).hasToString("OPEN Message Error (2/0)");
    }

    @Test
    void cve20185381CapabilitiesOfUnknownFamiliesDoNotStopTheLoop() throws BgpProtocolException {
        String capabilities = "0104 4004 00 ff" + "0104 0000 00 00" + "4707 00010100 00ffff";
        byte[] open = WireBytes.message(1, "04 fde9 005a 01020304 17 02 15" + capabilities);
        assertThat(Decoding.decode(open, Decoding.EXTERNAL).message().toString())
                .contains("afi-16388-safi-255");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0a", "0a00", "0a0000", "0a00000100"})
    void cve202630405NextHopOfAnyOtherLengthWithdraws(String value) throws BgpProtocolException {
        assertWithdrawn(Decoding.ORIGIN + Decoding.AS_PATH + WireBytes.attribute(0x40, 3, value));
    }

    @Test
    void cve202641642UnrecognizedWellKnownAttributeResets() {
        NotificationMessage notification =
                Decoding.refusal(Decoding.MANDATORY + "40 fd 04 deadbeef", Decoding.ROUTE, Decoding.EXTERNAL);
        assertThat(notification).hasToString("UPDATE Message Error/Unrecognized Well-known Attribute (3/2)");
        assertThat(notification.data().toHex()).isEqualTo("40fd04deadbeef");
    }

    @Test
    void cve202641643OrderOfAttributesDoesNotMatter() throws BgpProtocolException {
        String as4Path = "c0 11 0a 0202 00010001 0000fde8";
        UpdateMessage update = Decoding.update(
                as4Path + Decoding.NEXT_HOP + "4002060202 5ba0 fde8" + Decoding.ORIGIN,
                Decoding.ROUTE,
                Decoding.OLD_EXTERNAL);
        assertThat(update.attributes().find(AsPath.class))
                .hasValueSatisfying(path -> assertThat(path).hasToString("65537 65000"));
    }

    @Test
    void cve202641643MalformedAs4PathIsDiscarded() throws BgpProtocolException {
        UpdateMessage update = Decoding.update(
                Decoding.ORIGIN + Decoding.OLD_AS_PATH + Decoding.NEXT_HOP + "c01106 0105 00010001",
                Decoding.ROUTE,
                Decoding.OLD_EXTERNAL);
        assertThat(update.announced()).containsExactly(Decoding.ROUTE_VALUE);
        assertThat(update.attributes().find(AsPath.class))
                .hasValueSatisfying(path -> assertThat(path).hasToString("65001"));
    }

    @Test
    void ghsaFrrjEmptyAsPathIsNotIndexed() throws BgpProtocolException {
        UpdateMessage update =
                Decoding.update(Decoding.ORIGIN + "400200" + Decoding.NEXT_HOP, Decoding.ROUTE, Decoding.EXTERNAL);
        assertThat(update.attributes().find(AsPath.class)).contains(AsPath.EMPTY);
    }

    @Test
    void confederationSegmentFromAnExternalPeerWithdraws() throws BgpProtocolException {
        assertWithdrawn(Decoding.ORIGIN + "4002060301 0000fde9" + Decoding.NEXT_HOP);
    }

    @Test
    void cve202637462WithdrawnPrefixBeyondItsFieldResets() {
        byte[] message = WireBytes.message(2, "0002 20 0a000001");
        assertThat(Decoding.refusal(message, Decoding.EXTERNAL))
                .hasToString("UPDATE Message Error/Malformed Attribute List (3/1)");
    }

    @Test
    void cve202346753UpdateWithOnlyAnUnknownAttributeWithdraws() throws BgpProtocolException {
        assertWithdrawn("c0 1f 04 00000000");
    }

    @Test
    void frr22563AttributeErrorWithoutRoutesResets() {
        byte[] message = WireBytes.message(2, "0000 0004 40012000");
        assertThat(Decoding.refusal(message, Decoding.EXTERNAL))
                .hasToString("UPDATE Message Error/Malformed Attribute List (3/1)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"40", "4001", "500100"})
    void frr14446ShortTailWithdraws(String tail) throws BgpProtocolException {
        assertWithdrawn(Decoding.MANDATORY + tail);
    }

    @Test
    void attributesOfTwoOctetsWithdraw() throws BgpProtocolException {
        assertWithdrawn("4001");
    }

    @Test
    void attributeThatRunsIntoTheRoutesWithdraws() throws BgpProtocolException {
        assertWithdrawn(Decoding.MANDATORY + "80 04 05 00000001");
    }

    @Test
    void secondMultiExitDiscIsDiscarded() throws BgpProtocolException {
        UpdateMessage update = Decoding.update(
                Decoding.MANDATORY + "80040400000001" + "80040400000002", Decoding.ROUTE, Decoding.EXTERNAL);
        assertThat(update.attributes().find(MultiExitDisc.class)).contains(new MultiExitDisc(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {Decoding.MP_REACH + Decoding.MP_REACH, "800f03000201" + "800f03000201"})
    void routesInTwoAttributesOfOneTypeReset(String attributes) {
        assertThat(Decoding.refusal(Decoding.ORIGIN + Decoding.AS_PATH + attributes, "", Decoding.EXTERNAL))
                .hasToString("UPDATE Message Error/Malformed Attribute List (3/1)");
    }

    @Test
    void frr69b624dcMissingNextHopOfClassicRoutesBesideMpReachWithdraws() throws BgpProtocolException {
        UpdateMessage update = Decoding.update(
                Decoding.ORIGIN + Decoding.AS_PATH + Decoding.MP_REACH, Decoding.ROUTE, Decoding.EXTERNAL);
        assertThat(update.announces()).isFalse();
        assertThat(Decoding.withdrawnBy(update)).containsExactly(Decoding.ROUTE_VALUE, Decoding.IPV6_ROUTE_VALUE);
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0, 00000000", "127.0.0.1, 7f000001", "224.0.0.1, e0000001", "255.255.255.255, ffffffff"})
    void martianIpv4NextHopWithdraws(String address, String hex) throws BgpProtocolException {
        assertWithdrawn(Decoding.ORIGIN + Decoding.AS_PATH + "400304" + hex);
    }

    @ParameterizedTest
    @CsvSource({
        "::, 00000000000000000000000000000000",
        "::1, 00000000000000000000000000000001",
        "ff02::1, ff020000000000000000000000000001",
        "::ffff:10.0.0.1, 00000000000000000000ffff0a000001"
    })
    void martianIpv6NextHopWithdraws(String address, String hex) throws BgpProtocolException {
        String reach = "800e1c 000201 10 " + hex + " 00 3020010db80001";
        UpdateMessage update = Decoding.update(Decoding.ORIGIN + Decoding.AS_PATH + reach, "", Decoding.EXTERNAL);
        assertThat(Decoding.withdrawnBy(update)).containsExactly(Decoding.IPV6_ROUTE_VALUE);
    }

    @ParameterizedTest
    @ValueSource(ints = {255, 256, 257})
    void repeatedUnknownAttributesOverflowNoCounter(int count) throws BgpProtocolException {
        UpdateMessage update =
                Decoding.update(Decoding.MANDATORY + "c0640101".repeat(count), Decoding.ROUTE, Decoding.EXTERNAL);
        assertThat(update.attributes().find(UnknownAttribute.class))
                .contains(new UnknownAttribute(100, true, false, Octets.ofHex("01")));
        assertThat(update.announced()).containsExactly(Decoding.ROUTE_VALUE);
    }

    @Test
    void as4PathBesideOnlyWithdrawnRoutesDoesNoHarm() throws BgpProtocolException {
        UpdateMessage update =
                Decoding.update("800f0a 000201 30 20010db80001" + "c01106 0201 00010001", "", Decoding.OLD_EXTERNAL);
        assertThat(Decoding.withdrawnBy(update)).containsExactly(Decoding.IPV6_ROUTE_VALUE);
    }

    @Test
    void hugeAsPathIsReadAndWrittenAgain() throws BgpProtocolException {
        String segment = "02ff" + "0000fde9".repeat(255);
        String path = WireBytes.attribute(0x40, 2, segment.repeat(3));
        UpdateMessage update =
                Decoding.update(Decoding.ORIGIN + path + Decoding.NEXT_HOP, Decoding.ROUTE, Decoding.EXTERNAL);
        assertThat(update.attributes().find(AsPath.class).orElseThrow().length())
                .isEqualTo(765);
        assertThat(new MessageCodec().encode(update, Decoding.EXTERNAL))
                .isEqualTo(WireBytes.update("", Decoding.ORIGIN + path + Decoding.NEXT_HOP, Decoding.ROUTE));
    }

    @Test
    void cve202346752TruncatedMpReachResets() {
        assertThat(Decoding.refusal(Decoding.ORIGIN + Decoding.AS_PATH + "800e03 000201", "", Decoding.EXTERNAL))
                .hasToString("UPDATE Message Error/Malformed Attribute List (3/1)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"800e07 0001 85 00 00 00 ff", "800e05 0019 41 ff 00", "800f04 0001 85 00"})
    void familiesThatWereNotNegotiatedAreIgnoredWhateverTheyHold(String attribute) throws BgpProtocolException {
        DecodedMessage decoded =
                Decoding.decodeUpdate(Decoding.MANDATORY + attribute, Decoding.ROUTE, Decoding.EXTERNAL);
        UpdateMessage update = (UpdateMessage) decoded.message();
        assertThat(update.announced()).containsExactly(Decoding.ROUTE_VALUE);
        assertThat(update.attributes().find(MpReachNlri.class)).isEmpty();
        assertThat(decoded.faults()).hasSize(1);
    }

    @Test
    void routeRefreshOfAWrongLengthIsReturnedWhole() {
        byte[] message = WireBytes.message(5, "0001 00 01 ff");
        NotificationMessage notification = Decoding.refusal(message, Decoding.EXTERNAL);
        assertThat(notification).hasToString("ROUTE-REFRESH Message Error/Invalid Message Length (7/1)");
        assertThat(notification.data()).isEqualTo(Octets.of(message));
    }

    @Test
    void routeRefreshOfAnUnknownSubtypeIsNobodysFault() throws BgpProtocolException {
        byte[] message = WireBytes.message(5, "0001 ff 01 00 00");
        assertThat(((RouteRefreshMessage)
                                Decoding.decode(message, Decoding.EXTERNAL).message())
                        .subtype())
                .isEqualTo(255);
    }

    @Test
    void nhcIsCarriedOctetForOctet() throws BgpProtocolException {
        UpdateMessage update =
                Decoding.update(Decoding.MANDATORY + "c02707 0001010001ff00", Decoding.ROUTE, Decoding.EXTERNAL);
        UnknownAttribute nhc = update.attributes().find(UnknownAttribute.class).orElseThrow();
        UpdateMessage sent =
                new UpdateMessage(update.withdrawn(), update.attributes().with(nhc.asPartial()), update.announced());
        assertThat(Octets.of(new MessageCodec().encode(sent, Decoding.EXTERNAL)).toHex())
                .contains("e0270700010100 01ff00".replace(" ", ""));
    }
}
