package io.nightjar.conformance.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.message.UpdateMessage;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Any UPDATE, and what the table makes of it: session, body. */
class TableFuzzTest {

    static Stream<byte[]> seeds() {
        return Seeds.updates();
    }

    @MethodSource("seeds")
    @Timeout(30)
    @FuzzTest
    void update(byte[] input) {
        if (input.length == 0) {
            return;
        }
        CodecContext session = FuzzedSession.of(input[0]);
        byte[] frame = Frames.message(Frames.UPDATE, Arrays.copyOfRange(input, 1, input.length));
        DecoderOracle.decode(frame, session)
                .ifPresent(decoded -> TableOracle.check((UpdateMessage) decoded.message(), session));
    }
}
