package io.nightjar.bgp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.Aggregator;
import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.Ipv4Address;
import io.nightjar.bgp.net.Octets;
import io.nightjar.bgp.peer.PeerType;
import io.nightjar.bgp.testing.WireBytes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 6793 §4.2. AS numbers on the wire are written as 5ba0 for AS_TRANS, fde8 for 65000, 00010001 for 65537. */
class As4TransitionTest {

    private static final CodecContext OLD_INTERNAL = CodecContext.standard(PeerType.INTERNAL, false, Decoding.BOTH);

    private static UpdateMessage received(String asPath, String others) throws BgpProtocolException {
        String attributes = Decoding.ORIGIN + WireBytes.attribute(0x40, 2, asPath) + Decoding.NEXT_HOP + others;
        return Decoding.update(attributes, Decoding.ROUTE, OLD_INTERNAL);
    }

    private static String as4Path(String value) {
        return WireBytes.attribute(0xc0, 17, value);
    }

    @ParameterizedTest
    @CsvSource({
        // old speakers in front of the last new one
        "0203 fde8 5ba0 5ba0, 0202 00010001 00010002, 65000 65537 65538",
        // nobody in front
        "0202 5ba0 5ba0, 0202 00010001 00010002, 65537 65538",
        // AS4_PATH longer than AS_PATH: somebody aggregated without knowing of it
        "0201 5ba0, 0202 00010001 00010002, 23456",
        // a set counts as one
        "0201 fde8 0102 5ba0 5ba0, 0102 00010001 00010002, 65000 {65537 65538}",
        // a set stands whole among the leading ones
        "0102 fde8 fde9 0201 5ba0, 0201 00010001, {65000 65001} 65537",
        // a leading confederation segment stays
        "0301 fdea 0202 fde8 5ba0, 0201 00010001, (65002) 65000 65537",
        // as does one next to a kept segment
        "0201 fde8 0301 fdea 0201 5ba0, 0201 00010001, 65000 (65002) 65537",
        // one behind the kept part is in neither
        "0201 fde8 0202 5ba0 5ba0 0301 fdea, 0202 00010001 00010002, 65000 65537 65538"
    })
    void pathsAreMerged(String asPath, String as4Path, String merged) throws BgpProtocolException {
        UpdateMessage update = received(asPath, as4Path(as4Path));
        assertThat(update.attributes().find(AsPath.class).orElseThrow()).hasToString(merged);
        assertThat(update.attributes().contains(AttributeType.AS4_PATH)).isFalse();
    }

    @Test
    void joinedSequenceThatWouldBeTooLongStaysInTwoSegments() throws BgpProtocolException {
        UpdateMessage update =
                received("0201 fde8" + "02ff" + "5ba0".repeat(255), as4Path("02ff" + "00010001".repeat(255)));
        List<AsPath.Segment> segments =
                update.attributes().find(AsPath.class).orElseThrow().segments();
        assertThat(segments).extracting(segment -> segment.numbers().size()).containsExactly(1, 255);
    }

    @Test
    void confederationSegmentsInAs4PathAreDroppedAndTold() throws BgpProtocolException {
        String attributes = Decoding.ORIGIN + "4002080203 fde8 5ba0 5ba0"
                + Decoding.NEXT_HOP
                + as4Path("0301 0000fdea 0202 00010001 00010002");
        DecodedMessage decoded = Decoding.decodeUpdate(attributes, Decoding.ROUTE, Decoding.OLD_EXTERNAL);
        assertThat(((UpdateMessage) decoded.message())
                        .attributes()
                        .find(AsPath.class)
                        .orElseThrow())
                .hasToString("65000 65537 65538");
        assertThat(decoded.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.reason()).isEqualTo("confederation segments"));
    }

    @Test
    void as4PathOfConfederationSegmentsAloneChangesNothing() throws BgpProtocolException {
        UpdateMessage update = received("0201 5ba0", as4Path("0301 0000fdea"));
        assertThat(update.attributes().find(AsPath.class).orElseThrow()).hasToString("23456");
    }

    @Test
    void as4AggregatorReplacesAnAggregatorOfAsTrans() throws BgpProtocolException {
        UpdateMessage update =
                received("0201 5ba0", as4Path("0201 00010001") + "e00706 5ba0 0a000002" + "c01208 00010001 0a000003");
        assertThat(update.attributes().find(Aggregator.class))
                .contains(new Aggregator(AsNumber.of(65537), Ipv4Address.parse("10.0.0.3"), true));
        assertThat(update.attributes().find(AsPath.class).orElseThrow()).hasToString("65537");
        assertThat(update.attributes().contains(AttributeType.AS4_AGGREGATOR)).isFalse();
    }

    @Test
    void aggregatorOfAnOldSpeakerMakesAs4AttributesVoid() throws BgpProtocolException {
        UpdateMessage update =
                received("0201 5ba0", as4Path("0201 00010001") + "c00706 fde8 0a000002" + "c01208 00010001 0a000003");
        assertThat(update.attributes().find(Aggregator.class))
                .contains(new Aggregator(AsNumber.of(65000), Ipv4Address.parse("10.0.0.2")));
        assertThat(update.attributes().find(AsPath.class).orElseThrow()).hasToString("23456");
    }

    @Test
    void as4AggregatorAloneIsIgnored() throws BgpProtocolException {
        UpdateMessage update = received("0201 5ba0", "c01208 00010001 0a000003");
        assertThat(update.attributes().contains(AttributeType.AGGREGATOR)).isFalse();
        assertThat(update.attributes().contains(AttributeType.AS4_AGGREGATOR)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"c01108 0201 00000000 0201", "c01106 0201 00000000", "c01103 020100", "c01100"})
    void malformedAs4PathIsDiscarded(String attribute) throws BgpProtocolException {
        assertThat(received("0201 fde8", attribute)
                        .attributes()
                        .find(AsPath.class)
                        .orElseThrow())
                .hasToString("65000");
    }

    @Test
    void aggregatorOfAsZeroIsDiscardedOnBothSides() throws BgpProtocolException {
        UpdateMessage update = received("0201 fde8", "c00706 0000 0a000002" + "c01208 00000000 0a000003");
        assertThat(update.announces()).isTrue();
        assertThat(update.attributes().contains(AttributeType.AGGREGATOR)).isFalse();
    }

    @Test
    void newSpeakerSendingAs4AttributesIsNotHeeded() throws BgpProtocolException {
        DecodedMessage decoded = Decoding.decodeUpdate(
                Decoding.MANDATORY + as4Path("0201 00010001") + "c01208 00010001 0a000003",
                Decoding.ROUTE,
                Decoding.EXTERNAL);
        UpdateMessage update = (UpdateMessage) decoded.message();
        assertThat(update.attributes().find(AsPath.class).orElseThrow()).hasToString("65001");
        assertThat(update.attributes().size()).isEqualTo(3);
        assertThat(decoded.faults()).hasSize(2);
    }

    @Test
    void numbersThatDoNotFitAreSentBesideTheirStandIns() {
        AsPath path = AsPath.sequence(AsNumber.of(65000), AsNumber.of(65537));
        Aggregator aggregator = new Aggregator(AsNumber.of(65537), Ipv4Address.parse("10.0.0.2"));
        String sent = sent(PathAttributes.of(path, aggregator), OLD_INTERNAL);
        assertThat(sent)
                .isEqualTo("4002060202fde85ba0" + "c007065ba00a000002" + "c0110a02020000fde800010001"
                        + "c01208000100010a000002");
    }

    @Test
    void nothingIsAddedWhereEverythingFits() {
        AsPath path = AsPath.sequence(AsNumber.of(65000));
        Aggregator aggregator = new Aggregator(AsNumber.of(65000), Ipv4Address.parse("10.0.0.2"));
        assertThat(sent(PathAttributes.of(path, aggregator), OLD_INTERNAL))
                .isEqualTo("4002040201fde8" + "c00706fde80a000002");
    }

    @Test
    void confederationSegmentsStayOutOfAs4Path() {
        AsPath path = new AsPath(List.of(
                new AsPath.Segment(AsPath.SegmentType.AS_CONFED_SEQUENCE, List.of(AsNumber.of(70000))),
                new AsPath.Segment(AsPath.SegmentType.AS_SEQUENCE, List.of(AsNumber.of(65537)))));
        assertThat(sent(PathAttributes.of(path), OLD_INTERNAL))
                .isEqualTo("40020803015ba002015ba0" + "c01106020100010001");
    }

    private static String sent(PathAttributes attributes, CodecContext context) {
        byte[] message = new MessageCodec().encode(new UpdateMessage(List.of(), attributes, List.of()), context);
        return Octets.of(message).toHex().substring(2 * 23);
    }
}
