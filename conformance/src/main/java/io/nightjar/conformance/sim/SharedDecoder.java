package io.nightjar.conformance.sim;

import io.netty.buffer.Unpooled;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.codec.DecodedMessage;
import io.nightjar.bgp.codec.MessageCodec;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.message.BgpMessage;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.rib.table.AttributeInterner;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Decodes messages for all speakers. What the same octets mean is decoded once for each kind of session, and the values are shared,
 * which is what lets thousands of tables fit into one memory.
 */
final class SharedDecoder {

    private static final int REMEMBERED = 1 << 16;

    private final MessageCodec codec = new MessageCodec();
    private final AttributeInterner attributes;
    private final Consumer<BgpMessage> decoded;
    private final Map<Key, DecodedMessage> known = new Newest();
    private final Map<CodecContext, CodecContext> contexts = new LinkedHashMap<>();

    /**
     * Nothing is known yet.
     *
     * @param attributes those of all tables, which need not make equal what is one object already
     * @param decoded sees each message when it is decoded
     */
    SharedDecoder(AttributeInterner attributes, Consumer<BgpMessage> decoded) {
        this.attributes = attributes;
        this.decoded = decoded;
    }

    /** The newest so many. */
    private static final class Newest extends LinkedHashMap<Key, DecodedMessage> {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, DecodedMessage> eldest) {
            return size() > REMEMBERED;
        }
    }

    /** Octets, and what they mean depends on. */
    private static final class Key {

        private final byte[] octets;
        private final CodecContext context;
        private final int hash;

        Key(byte[] octets, CodecContext context) {
            this.octets = octets;
            this.context = context;
            hash = Arrays.hashCode(octets);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key that
                    && hash == that.hash
                    && Arrays.equals(octets, that.octets)
                    && context.equals(that.context);
        }
    }

    /** The same context as one object for all sessions. */
    CodecContext shared(CodecContext context) {
        CodecContext before = contexts.putIfAbsent(context, context);
        return before == null ? context : before;
    }

    /**
     * Decodes one whole message.
     *
     * @param octets not modified any more
     * @throws BgpProtocolException if the session has to end
     */
    DecodedMessage decode(byte[] octets, CodecContext context) throws BgpProtocolException {
        Key key = new Key(octets, context);
        DecodedMessage before = known.get(key);
        if (before != null) {
            return before;
        }
        DecodedMessage message = interned(codec.decode(Unpooled.wrappedBuffer(octets), context));
        decoded.accept(message.message());
        known.put(key, message);
        return message;
    }

    private DecodedMessage interned(DecodedMessage decodedNow) {
        if (!(decodedNow.message() instanceof UpdateMessage update)) {
            return decodedNow;
        }
        PathAttributes shared = attributes.intern(update.attributes());
        return new DecodedMessage(
                new UpdateMessage(update.withdrawn(), shared, update.announced()), decodedNow.faults());
    }
}
