package io.nightjar.conformance.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.codec.MessageCodec;
import io.nightjar.bgp.codec.MessageFramer;
import io.nightjar.bgp.error.BgpProtocolException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Any stream of octets, cut anywhere, gives the same messages: session, size of the pieces, stream. */
class FramingFuzzTest {

    private static final MessageCodec CODEC = new MessageCodec();

    static Stream<byte[]> seeds() {
        return Seeds.streams();
    }

    @MethodSource("seeds")
    @Timeout(30)
    @FuzzTest
    void stream(byte[] input) {
        if (input.length < 2) {
            return;
        }
        CodecContext session = FuzzedSession.of(input[0]);
        byte[] stream = Arrays.copyOfRange(input, 2, input.length);
        List<String> whole = read(stream, Math.max(1, stream.length), session);
        List<String> pieces = read(stream, 1 + (input[1] & 0x3f), session);
        Check.equal(pieces, whole, "messages");
        // A message takes 19 octets at least, and the end of the session is one more.
        Check.that(
                whole.size() <= stream.length / Frames.HEADER_LENGTH + 1,
                () -> whole.size() + " messages in " + stream.length);
    }

    /** The messages and the NOTIFICATION that ends them, as text. */
    private static List<String> read(byte[] stream, int piece, CodecContext session) {
        List<String> messages = new ArrayList<>();
        ByteBuf arrived = Unpooled.buffer(stream.length);
        try {
            for (int at = 0; at < stream.length; at += piece) {
                arrived.writeBytes(stream, at, Math.min(piece, stream.length - at));
                int length = MessageFramer.frameLength(arrived, session.maxMessageLength());
                while (length > 0) {
                    messages.add(
                            CODEC.decode(arrived.readSlice(length), session).toString());
                    length = MessageFramer.frameLength(arrived, session.maxMessageLength());
                }
            }
        } catch (BgpProtocolException refused) {
            messages.add(refused.getMessage() + refused.notification().data());
        }
        return messages;
    }
}
