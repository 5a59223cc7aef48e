package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.net.Octets;
import java.util.ArrayList;
import java.util.List;

/**
 * One path attribute as it lies in a message (RFC 4271 §4.3), whatever it says: for those who show what came.
 *
 * @param flags all eight bits
 * @param typeCode 0 to 255
 * @param value the body
 */
public record WireAttribute(int flags, int typeCode, Octets value) {

    private static final int LEAST_LENGTH = 3;
    private static final int LEAST_EXTENDED_LENGTH = 4;

    /** The attributes of a list, up to the first that runs over its end; the reader index stays. */
    public static List<WireAttribute> list(ByteBuf attributes) {
        ByteBuf in = attributes.duplicate();
        List<WireAttribute> found = new ArrayList<>();
        while (in.isReadable()) {
            int flags = in.getUnsignedByte(in.readerIndex());
            boolean extended = (flags & AttributeFlags.EXTENDED_LENGTH) != 0;
            if (in.readableBytes() < (extended ? LEAST_EXTENDED_LENGTH : LEAST_LENGTH)) {
                return found;
            }
            in.skipBytes(1);
            int typeCode = in.readUnsignedByte();
            int length = extended ? in.readUnsignedShort() : in.readUnsignedByte();
            if (length > in.readableBytes()) {
                return found;
            }
            found.add(new WireAttribute(flags, typeCode, Wire.octets(in.readSlice(length))));
        }
        return found;
    }

    /** The attributes of an UPDATE with its header; none where its length fields do not fit. */
    public static List<WireAttribute> ofUpdate(ByteBuf frame) {
        ByteBuf in = frame.duplicate().skipBytes(MessageFramer.HEADER_LENGTH);
        if (!skipField(in) || in.readableBytes() < 2) {
            return List.of();
        }
        int length = in.readUnsignedShort();
        return length > in.readableBytes() ? List.of() : list(in.readSlice(length));
    }

    private static boolean skipField(ByteBuf in) {
        if (in.readableBytes() < 2) {
            return false;
        }
        int length = in.readUnsignedShort();
        if (length > in.readableBytes()) {
            return false;
        }
        in.skipBytes(length);
        return true;
    }

    /** How many octets it takes with its flags, type and length. */
    public int length() {
        boolean extended = (flags & AttributeFlags.EXTENDED_LENGTH) != 0;
        return (extended ? LEAST_EXTENDED_LENGTH : LEAST_LENGTH) + value.length();
    }
}
