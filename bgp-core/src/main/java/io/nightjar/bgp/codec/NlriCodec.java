package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.Prefix;
import java.util.ArrayList;
import java.util.List;

/** Network layer reachability information (RFC 4271 §4.3, RFC 7911 §3). Host bits are cleared as it is read. */
final class NlriCodec {

    private static final int PATH_ID_LENGTH = 4;

    private NlriCodec() {}

    /** Reads entries up to the end of {@code in}. */
    static List<Nlri> decode(ByteBuf in, Afi afi, boolean addPath) throws MalformedNlriException {
        if (!in.isReadable()) {
            return List.of();
        }
        List<Nlri> result = new ArrayList<>();
        while (in.isReadable()) {
            long pathId = Nlri.NO_PATH_ID;
            if (addPath) {
                require(in, PATH_ID_LENGTH + 1);
                pathId = in.readUnsignedInt();
            }
            result.add(new Nlri(decodePrefix(in, afi), pathId));
        }
        return result;
    }

    private static Prefix decodePrefix(ByteBuf in, Afi afi) throws MalformedNlriException {
        int length = in.readUnsignedByte();
        boolean ipv4 = afi.equals(Afi.IPV4);
        if (length > (ipv4 ? 32 : 128)) {
            throw new MalformedNlriException(false, "a prefix length of " + length);
        }
        int octets = octets(length);
        require(in, octets);
        return ipv4 ? Prefix.ofIpv4(readIpv4(in, octets), length) : readIpv6(in, octets, length);
    }

    private static void require(ByteBuf in, int octets) throws MalformedNlriException {
        if (in.readableBytes() < octets) {
            throw new MalformedNlriException(true, "an entry runs over the end of its field");
        }
    }

    private static int readIpv4(ByteBuf in, int octets) {
        int bits = 0;
        for (int i = 0; i < octets; i++) {
            bits |= in.readUnsignedByte() << (24 - 8 * i);
        }
        return bits;
    }

    private static Prefix readIpv6(ByteBuf in, int octets, int length) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < octets; i++) {
            long octet = (long) in.readUnsignedByte() << (56 - 8 * (i & 7));
            if (i < 8) {
                high |= octet;
            } else {
                low |= octet;
            }
        }
        return Prefix.ofIpv6(high, low, length);
    }

    static void encode(List<Nlri> entries, boolean addPath, ByteBuf out) {
        for (Nlri entry : entries) {
            if (addPath) {
                out.writeInt(entry.hasPathId() ? (int) entry.pathId() : 0);
            }
            encodePrefix(entry.prefix(), out);
        }
    }

    private static void encodePrefix(Prefix prefix, ByteBuf out) {
        out.writeByte(prefix.length());
        int octets = octets(prefix.length());
        for (int i = 0; i < octets; i++) {
            out.writeByte(prefix.octet(i));
        }
    }

    /** How many octets an entry takes. */
    static int encodedLength(Nlri entry, boolean addPath) {
        return (addPath ? PATH_ID_LENGTH : 0) + 1 + octets(entry.prefix().length());
    }

    private static int octets(int prefixLength) {
        return (prefixLength + 7) / 8;
    }
}
