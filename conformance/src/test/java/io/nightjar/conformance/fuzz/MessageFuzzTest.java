package io.nightjar.conformance.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.nightjar.bgp.codec.CodecContext;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Any body of any type, with a right header: session, type, body. */
class MessageFuzzTest {

    static Stream<byte[]> seeds() {
        return Seeds.messages();
    }

    @MethodSource("seeds")
    @Timeout(30)
    @FuzzTest
    void message(byte[] input) {
        if (input.length < 2) {
            return;
        }
        CodecContext session = FuzzedSession.of(input[0]);
        byte[] frame = Frames.message(input[1], Arrays.copyOfRange(input, 2, input.length));
        DecoderOracle.decode(frame, session);
    }
}
