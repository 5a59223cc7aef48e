package io.nightjar.conformance.sim;

import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.codec.DecodedMessage;
import io.nightjar.bgp.codec.MessageBlock;
import io.nightjar.bgp.error.BgpProtocolException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes through a connection as one piece. A speaker that sends the same to many sends one piece, which remembers what it means,
 * so that it is decoded once and not by each.
 */
final class Segment {

    static final Segment FIN = new Segment(Kind.FIN, MessageBlock.of(List.of()));

    static final Segment RST = new Segment(Kind.RST, MessageBlock.of(List.of()));

    private final Kind kind;
    private final MessageBlock messages;
    private List<DecodedMessage> decoded = List.of();
    private @Nullable CodecContext context;

    private Segment(Kind kind, MessageBlock messages) {
        this.kind = kind;
        this.messages = messages;
    }

    /** Kinds of pieces. */
    enum Kind {
        DATA,
        /** The sender sends nothing any more. */
        FIN,
        /** There is no connection any more. */
        RST
    }

    static Segment of(MessageBlock messages) {
        return new Segment(Kind.DATA, messages);
    }

    Kind kind() {
        return kind;
    }

    /** The whole messages in here. */
    MessageBlock messages() {
        return messages;
    }

    /** How long they are together. */
    int octets() {
        return messages.octets().length;
    }

    /**
     * What a message means to a session.
     *
     * @throws BgpProtocolException if the session has to end
     */
    DecodedMessage message(int index, CodecContext readers, SharedDecoder decoder) throws BgpProtocolException {
        if (!readers.equals(context)) {
            context = readers;
            decoded = new ArrayList<>(messages.size());
        }
        while (decoded.size() <= index) {
            decoded.add(decoder.decode(messages.get(decoded.size()), readers));
        }
        return decoded.get(index);
    }
}
