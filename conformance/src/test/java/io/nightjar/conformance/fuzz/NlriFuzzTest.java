package io.nightjar.conformance.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.Unpooled;
import io.nightjar.bgp.attribute.MpReachNlri;
import io.nightjar.bgp.attribute.MpUnreachNlri;
import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.codec.MessageCodec;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Any octets in each place where routes stand, read as a second, simpler reader reads them: session, place, routes. */
class NlriFuzzTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] NOTHING = {};
    private static final byte[] IPV4_ATTRIBUTES = HEX.parseHex("40010100" + "400200" + "4003040a000001");
    private static final byte[] IPV6_ATTRIBUTES = HEX.parseHex("40010100" + "400200");
    private static final byte[] REACH_HEADER =
            HEX.parseHex("000201" + "10" + "20010db8000000000000000000000001" + "00");
    private static final byte[] UNREACH_HEADER = HEX.parseHex("000201");
    private static final int REACH = 14;
    private static final int UNREACH = 15;
    private static final int OPTIONAL = 0x80;

    private static final MessageCodec CODEC = new MessageCodec();

    static Stream<byte[]> seeds() {
        return Seeds.routes();
    }

    /** Where routes stand in an UPDATE. */
    enum Place {
        WITHDRAWN,
        ANNOUNCED,
        MP_REACH,
        MP_UNREACH;

        boolean classic() {
            return this == WITHDRAWN || this == ANNOUNCED;
        }

        byte[] update(byte[] routes) {
            return switch (this) {
                case WITHDRAWN -> Frames.update(routes, NOTHING, NOTHING);
                case ANNOUNCED -> Frames.update(NOTHING, IPV4_ATTRIBUTES, routes);
                case MP_REACH -> withAttribute(REACH, Frames.joined(REACH_HEADER, routes));
                case MP_UNREACH -> withAttribute(UNREACH, Frames.joined(UNREACH_HEADER, routes));
            };
        }

        private static byte[] withAttribute(int type, byte[] value) {
            byte[] attribute = Frames.attribute(OPTIONAL, type, value);
            return Frames.update(
                    NOTHING, type == REACH ? Frames.joined(attribute, IPV6_ATTRIBUTES) : attribute, NOTHING);
        }

        List<Nlri> routes(UpdateMessage update) {
            return switch (this) {
                case WITHDRAWN -> update.withdrawn();
                case ANNOUNCED -> update.announced();
                case MP_REACH ->
                    update.attributes()
                            .find(MpReachNlri.class)
                            .map(MpReachNlri::announced)
                            .orElse(List.of());
                case MP_UNREACH ->
                    update.attributes()
                            .find(MpUnreachNlri.class)
                            .map(MpUnreachNlri::withdrawn)
                            .orElse(List.of());
            };
        }
    }

    @MethodSource("seeds")
    @Timeout(30)
    @FuzzTest
    void routes(byte[] input) {
        if (input.length < 2 || input.length > 4000) {
            return;
        }
        // Both families are spoken here.
        CodecContext session = FuzzedSession.of(
                input[0] & ~FuzzedSession.octet(FuzzedSession.Bit.WITHOUT_IPV4, FuzzedSession.Bit.WITHOUT_IPV6));
        Place place = Place.values()[input[1] & 3];
        byte[] routes = Arrays.copyOfRange(input, 2, input.length);
        byte[] frame = place.update(routes);
        DecoderOracle.decode(frame, session);
        boolean ipv4 = place.classic();
        boolean paths =
                session.addPathReceive().contains(ipv4 ? AddressFamily.IPV4_UNICAST : AddressFamily.IPV6_UNICAST);
        SimpleNlriReader.Reading expected = SimpleNlriReader.read(routes, ipv4, paths);
        try {
            UpdateMessage update = (UpdateMessage)
                    CODEC.decode(Unpooled.wrappedBuffer(frame), session).message();
            Check.equal(expected.failure(), null, "failure to read");
            Check.equal(place.routes(update), wanted(expected.routes(), place), "routes");
        } catch (BgpProtocolException refused) {
            Check.equal(refused.notification().toString(), refusal(place, expected), "refusal");
        }
    }

    /** RFC 4271 §6.3: a multicast prefix is not announced; RFC 7606 §3 (i) is silent about one that is withdrawn. */
    private static List<Nlri> wanted(List<Nlri> routes, Place place) {
        boolean withdrawn = place == Place.WITHDRAWN || place == Place.MP_UNREACH;
        return routes.stream()
                .filter(route -> withdrawn || !route.prefix().address().isMulticast())
                .toList();
    }

    /** RFC 4271 §6.3, RFC 4760 §7, RFC 7606 §3 (j) and §5.3; nothing is refused that the other reader can read. */
    private static String refusal(Place place, SimpleNlriReader.Reading expected) {
        if (expected.failure() == null) {
            return "nothing";
        }
        if (!place.classic()) {
            return "UPDATE Message Error/Optional Attribute Error (3/9)";
        }
        return expected.failure() == SimpleNlriReader.Failure.TOO_SHORT && place == Place.WITHDRAWN
                ? "UPDATE Message Error/Malformed Attribute List (3/1)"
                : "UPDATE Message Error/Invalid Network Field (3/10)";
    }
}
