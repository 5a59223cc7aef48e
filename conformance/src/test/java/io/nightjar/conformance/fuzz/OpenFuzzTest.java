package io.nightjar.conformance.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.message.OpenMessage;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Any OPEN, to a speaker configured one way or another: configuration, body. */
class OpenFuzzTest {

    private static final CodecContext BEFORE = FuzzedSession.of(FuzzedSession.PLAIN);

    static Stream<byte[]> seeds() {
        return Seeds.opens();
    }

    @MethodSource("seeds")
    @Timeout(30)
    @FuzzTest
    void open(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] frame = Frames.message(Frames.OPEN, Arrays.copyOfRange(input, 1, input.length));
        DecoderOracle.decode(frame, BEFORE)
                .ifPresent(decoded -> NegotiationOracle.check((OpenMessage) decoded.message(), input[0]));
    }
}
