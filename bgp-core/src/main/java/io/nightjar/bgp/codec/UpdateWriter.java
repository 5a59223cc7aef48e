package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.nightjar.bgp.attribute.MpReachNlri;
import io.nightjar.bgp.attribute.PathAttribute;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import java.util.List;
import java.util.Optional;

/** Writes the body of an UPDATE (RFC 4271 §4.3). */
final class UpdateWriter {

    /** The two length fields. */
    static final int FIXED_LENGTH = 4;

    private UpdateWriter() {}

    static void write(UpdateMessage update, ByteBuf out, CodecContext context) {
        boolean addPath = context.addPathSend().contains(AddressFamily.IPV4_UNICAST);
        ByteBuf withdrawn = routes(update.withdrawn(), addPath);
        ByteBuf attributes = attributes(update.attributes(), context);
        write(withdrawn, attributes, routes(update.announced(), addPath), out);
    }

    /** Writes three fields that are already encoded. */
    static void write(ByteBuf withdrawn, ByteBuf attributes, ByteBuf announced, ByteBuf out) {
        writeField(withdrawn, out);
        writeField(attributes, out);
        out.writeBytes(announced);
    }

    private static void writeField(ByteBuf field, ByteBuf out) {
        int length = field.readableBytes();
        if (length > 0xffff) {
            throw new MessageTooLongException(length, 0xffff);
        }
        out.writeShort(length);
        out.writeBytes(field);
    }

    static ByteBuf routes(List<Nlri> routes, boolean addPath) {
        ByteBuf field = Unpooled.buffer();
        NlriCodec.encode(routes, addPath, field);
        return field;
    }

    /** RFC 4271 §5: in ascending order of type; MP_REACH_NLRI stands behind all others. */
    static ByteBuf attributes(PathAttributes attributes, CodecContext context) {
        ByteBuf field = Unpooled.buffer();
        PathAttributes sent = As4Transition.split(attributes, context.fourOctetAs());
        for (PathAttribute attribute : sent) {
            if (!(attribute instanceof MpReachNlri)) {
                AttributeCodecs.encode(attribute, field, context);
            }
        }
        Optional<MpReachNlri> reach = sent.find(MpReachNlri.class);
        reach.ifPresent(last -> AttributeCodecs.encode(last, field, context));
        return field;
    }
}
