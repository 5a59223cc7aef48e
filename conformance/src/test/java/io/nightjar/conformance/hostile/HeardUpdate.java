package io.nightjar.conformance.hostile;

import io.nightjar.bgp.net.IpAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An UPDATE as a bystander hears it. The reading is strict and knows nothing of the codec: whatever is not well-formed by
 * RFC 4271 §4.3 and RFC 4760 §3, or not as a speaker should send it, is an {@link AssertionError}.
 *
 * @param withdrawn prefixes, of both families
 * @param announced prefixes, of both families, with their attributes by type: flags and value in hexadecimal
 */
record HeardUpdate(Set<String> withdrawn, Map<String, Map<Integer, String>> announced) {

    private static final int HEADER_LENGTH = 19;
    private static final int MP_REACH = 14;
    private static final int MP_UNREACH = 15;
    private static final HexFormat HEX = HexFormat.of();

    /** Reads a whole message, header included, from a session with four-octet AS numbers. */
    static HeardUpdate read(byte[] message) {
        Reading reading = new Reading();
        ByteBuffer body = ByteBuffer.wrap(message, HEADER_LENGTH, message.length - HEADER_LENGTH);
        ByteBuffer withdrawn = slice(body, unsignedShort(body), "withdrawn routes");
        ByteBuffer attributes = slice(body, unsignedShort(body), "path attributes");
        reading.withdrawn.addAll(prefixes(withdrawn, false));
        while (attributes.hasRemaining()) {
            reading.attribute(attributes);
        }
        Set<String> classic = prefixes(body, false);
        reading.announce(classic);
        if (!classic.isEmpty()) {
            check(reading.attributes.containsKey(3), "no NEXT_HOP");
        }
        if (!reading.announced.isEmpty()) {
            check(reading.attributes.containsKey(1) && reading.attributes.containsKey(2), "no ORIGIN or AS_PATH");
        }
        return new HeardUpdate(reading.withdrawn, reading.announced);
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    private static int unsignedShort(ByteBuffer from) {
        check(from.remaining() >= 2, "a length is cut off");
        return from.getShort() & 0xffff;
    }

    private static ByteBuffer slice(ByteBuffer from, int length, String what) {
        check(length <= from.remaining(), what + " run over the end");
        ByteBuffer part = from.slice(from.position(), length);
        from.position(from.position() + length);
        return part;
    }

    private static Set<String> prefixes(ByteBuffer field, boolean ipv6) {
        Set<String> prefixes = new LinkedHashSet<>();
        while (field.hasRemaining()) {
            int length = field.get() & 0xff;
            byte[] address = new byte[ipv6 ? 16 : 4];
            check(length <= 8 * address.length, "a prefix length of " + length);
            int octets = (length + 7) / 8;
            check(octets <= field.remaining(), "a prefix runs over the end");
            field.get(address, 0, octets);
            int rest = length % 8;
            check(rest == 0 || (address[octets - 1] & (0xff >> rest)) == 0, "host bits are set");
            check(prefixes.add(IpAddress.ofBytes(address) + "/" + length), "a prefix occurs twice");
        }
        return prefixes;
    }

    /** What one message has shown so far. */
    private static final class Reading {

        private final Set<String> withdrawn = new LinkedHashSet<>();
        private final Map<String, Map<Integer, String>> announced = new LinkedHashMap<>();
        private final Map<Integer, String> attributes = new TreeMap<>();
        private final Set<Integer> seen = new LinkedHashSet<>();

        void announce(Set<String> prefixes) {
            prefixes.forEach(prefix -> announced.put(prefix, attributes));
        }

        void attribute(ByteBuffer list) {
            check(list.remaining() >= 3, "an attribute is cut off");
            int flags = list.get() & 0xff;
            int type = list.get() & 0xff;
            boolean extended = (flags & 0x10) != 0;
            int length = extended ? unsignedShort(list) : list.get() & 0xff;
            check(extended == length > 255, "Extended Length for " + length + " octets");
            check((flags & 0x0f) == 0, "low flag bits of attribute " + type);
            check(seen.add(type), "attribute " + type + " occurs twice");
            ByteBuffer value = slice(list, length, "attribute " + type);
            AttributeShape.check(flags, type, value.duplicate());
            if (type == MP_REACH) {
                reach(value);
            } else if (type == MP_UNREACH) {
                check(value.getShort() == 2 && value.get() == 1, "a family that was not negotiated");
                withdrawn.addAll(prefixes(value, true));
            } else {
                byte[] octets = new byte[length];
                value.get(octets);
                attributes.put(type, HEX.toHexDigits((byte) flags) + HEX.formatHex(octets));
            }
        }

        private void reach(ByteBuffer value) {
            check(value.getShort() == 2 && value.get() == 1, "a family that was not negotiated");
            int nextHop = value.get() & 0xff;
            check(nextHop == 16 || nextHop == 32, "a next hop of " + nextHop + " octets");
            byte[] address = new byte[nextHop];
            value.get(address);
            check(value.get() == 0, "the reserved octet");
            attributes.put(MP_REACH, HEX.formatHex(Arrays.copyOf(address, 16)));
            announce(prefixes(value, true));
        }
    }
}
