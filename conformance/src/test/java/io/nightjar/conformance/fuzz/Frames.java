package io.nightjar.conformance.fuzz;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Frames around what the fuzzer makes, with headers and lengths that are right. */
final class Frames {

    static final int HEADER_LENGTH = 19;
    static final int OPEN = 1;
    static final int UPDATE = 2;

    private static final int MAX_LENGTH = 0xffff;
    private static final int MARKER_LENGTH = 16;
    private static final int LENGTH_FIELD = 2;

    private Frames() {}

    /** A message of a type, of as much of the body as fits. */
    static byte[] message(int type, byte[] body) {
        int length = Math.min(HEADER_LENGTH + body.length, MAX_LENGTH);
        byte[] message = Arrays.copyOf(marker(), length);
        message[MARKER_LENGTH] = (byte) (length >>> 8);
        message[MARKER_LENGTH + 1] = (byte) length;
        message[MARKER_LENGTH + LENGTH_FIELD] = (byte) type;
        System.arraycopy(body, 0, message, HEADER_LENGTH, length - HEADER_LENGTH);
        return message;
    }

    private static byte[] marker() {
        byte[] marker = new byte[MARKER_LENGTH];
        Arrays.fill(marker, (byte) 0xff);
        return marker;
    }

    /** An UPDATE of its three fields. */
    static byte[] update(byte[] withdrawn, byte[] attributes, byte[] announced) {
        int length = 2 * LENGTH_FIELD + withdrawn.length + attributes.length + announced.length;
        ByteBuffer body = ByteBuffer.allocate(length)
                .putShort((short) withdrawn.length)
                .put(withdrawn)
                .putShort((short) attributes.length)
                .put(attributes)
                .put(announced);
        return message(UPDATE, body.array());
    }

    /** A path attribute with an extended length. */
    static byte[] attribute(int flags, int typeCode, byte[] value) {
        int header = 2 + LENGTH_FIELD;
        return ByteBuffer.allocate(header + value.length)
                .put((byte) (flags | AttributeHeaders.EXTENDED_LENGTH))
                .put((byte) typeCode)
                .putShort((short) value.length)
                .put(value)
                .array();
    }

    static byte[] joined(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteBuffer joined = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            joined.put(part);
        }
        return joined.array();
    }
}
