package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.attribute.MpReachNlri;
import io.nightjar.bgp.attribute.MpUnreachNlri;
import io.nightjar.bgp.attribute.PathAttribute;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;

/** Writes the body of an UPDATE (RFC 4271 §4.3). */
final class UpdateWriter {

    private static final int FIELD_LENGTH_LENGTH = 2;

    /** The two length fields. */
    static final int FIXED_LENGTH = 2 * FIELD_LENGTH_LENGTH;

    private UpdateWriter() {}

    static void write(UpdateMessage update, ByteBuf out, CodecContext context) {
        boolean addPath = context.addPathSend().contains(AddressFamily.IPV4_UNICAST);
        int withdrawn = beginField(out);
        NlriCodec.encode(update.withdrawn(), addPath, out);
        endField(withdrawn, out);
        int attributes = beginField(out);
        attributes(update.attributes(), out, context);
        endField(attributes, out);
        NlriCodec.encode(update.announced(), addPath, out);
    }

    /** Leaves room for a field's length; the result is for {@link #endField}. */
    static int beginField(ByteBuf out) {
        int start = out.writerIndex();
        out.writeZero(FIELD_LENGTH_LENGTH);
        return start;
    }

    /** A field is what has been written since. */
    static void endField(int start, ByteBuf out) {
        int length = out.writerIndex() - start - FIELD_LENGTH_LENGTH;
        if (length > 0xffff) {
            throw new MessageTooLongException(length, 0xffff);
        }
        out.setShort(start, length);
    }

    /** RFC 7606 §5.1: multiprotocol routes stand before all other attributes, which ascend by type (RFC 4271 §5). */
    static void attributes(PathAttributes attributes, ByteBuf out, CodecContext context) {
        PathAttributes sent = As4Transition.split(attributes, context.fourOctetAs());
        for (PathAttribute attribute : sent) {
            if (isMultiprotocol(attribute)) {
                AttributeCodecs.encode(attribute, out, context);
            }
        }
        for (PathAttribute attribute : sent) {
            if (!isMultiprotocol(attribute)) {
                AttributeCodecs.encode(attribute, out, context);
            }
        }
    }

    private static boolean isMultiprotocol(PathAttribute attribute) {
        return attribute instanceof MpReachNlri || attribute instanceof MpUnreachNlri;
    }
}
