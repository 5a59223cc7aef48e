package io.nightjar.conformance.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.codec.DecodedMessage;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Prefix;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Any path attributes, in an UPDATE that announces one IPv4 route: session, attributes. */
class AttributesFuzzTest {

    private static final Prefix PREFIX = Prefix.parse("10.1.0.0/16");
    private static final byte[] ROUTE = HexFormat.of().parseHex("100a01");
    private static final byte[] ROUTE_WITH_PATH = HexFormat.of().parseHex("00000007100a01");

    static Stream<byte[]> seeds() {
        return Seeds.attributes();
    }

    @MethodSource("seeds")
    @Timeout(30)
    @FuzzTest
    void attributes(byte[] input) {
        if (input.length == 0) {
            return;
        }
        CodecContext session = FuzzedSession.of(input[0]);
        boolean paths = session.addPathReceive().contains(AddressFamily.IPV4_UNICAST);
        byte[] frame =
                Frames.update(new byte[0], Arrays.copyOfRange(input, 1, input.length), paths ? ROUTE_WITH_PATH : ROUTE);
        Optional<DecodedMessage> decoded = DecoderOracle.decode(frame, session);
        if (decoded.isPresent()) {
            UpdateMessage update = (UpdateMessage) decoded.get().message();
            if (session.families().contains(AddressFamily.IPV4_UNICAST)) {
                checkRoute(update, paths ? new Nlri(PREFIX, 7) : Nlri.of(PREFIX));
            }
        }
    }

    /** RFC 7606 §2: whatever is wrong with its attributes, the route is announced or withdrawn, and never forgotten. */
    private static void checkRoute(UpdateMessage update, Nlri route) {
        boolean announced = update.announced().contains(route);
        boolean withdrawn = update.withdrawn().contains(route);
        Check.that(announced != withdrawn, () -> "what became of the route: " + update);
    }
}
