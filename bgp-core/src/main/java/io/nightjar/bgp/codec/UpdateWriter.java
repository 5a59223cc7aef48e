package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.nightjar.bgp.attribute.MpReachNlri;
import io.nightjar.bgp.attribute.MpUnreachNlri;
import io.nightjar.bgp.attribute.PathAttribute;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import java.util.List;

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

    /** RFC 7606 §5.1: multiprotocol routes stand before all other attributes, which ascend by type (RFC 4271 §5). */
    static ByteBuf attributes(PathAttributes attributes, CodecContext context) {
        ByteBuf routes = Unpooled.buffer();
        ByteBuf others = Unpooled.buffer();
        for (PathAttribute attribute : As4Transition.split(attributes, context.fourOctetAs())) {
            boolean multiprotocol = attribute instanceof MpReachNlri || attribute instanceof MpUnreachNlri;
            AttributeCodecs.encode(attribute, multiprotocol ? routes : others, context);
        }
        return routes.writeBytes(others);
    }
}
