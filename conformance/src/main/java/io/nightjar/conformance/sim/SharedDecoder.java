package io.nightjar.conformance.sim;

import io.netty.buffer.Unpooled;
import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.codec.DecodedMessage;
import io.nightjar.bgp.codec.MessageCodec;
import io.nightjar.bgp.error.BgpProtocolException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;

/**
 * Decodes messages for all speakers. Octets that a speaker has sent to many are one array; what they mean is decoded once for each
 * kind of session, so that the values are shared as well, which is what lets a thousand tables fit into one memory.
 */
final class SharedDecoder {

    private static final int REMEMBERED = 4096;

    private final MessageCodec codec = new MessageCodec();
    private final IdentityHashMap<byte[], Known> known = new IdentityHashMap<>();
    private final Deque<byte[]> oldest = new ArrayDeque<>();

    private record Known(CodecContext context, DecodedMessage message) {}

    /**
     * Decodes one whole message.
     *
     * @throws BgpProtocolException if the session has to end
     */
    DecodedMessage decode(byte[] octets, CodecContext context) throws BgpProtocolException {
        Known before = known.get(octets);
        if (before != null && before.context().equals(context)) {
            return before.message();
        }
        DecodedMessage message = codec.decode(Unpooled.wrappedBuffer(octets), context);
        if (known.put(octets, new Known(context, message)) == null) {
            oldest.add(octets);
            if (oldest.size() > REMEMBERED) {
                known.remove(oldest.remove());
            }
        }
        return message;
    }
}
