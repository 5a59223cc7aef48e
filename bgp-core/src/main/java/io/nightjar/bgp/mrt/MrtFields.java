package io.nightjar.bgp.mrt;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import java.time.Instant;

/** A record's body, read field by field; a field that is not there is an error that names it. */
final class MrtFields {

    private static final int IPV4_LENGTH = 4;
    private static final int IPV6_LENGTH = 16;

    private final ByteBuf in;

    MrtFields(ByteBuf body) {
        in = body.duplicate();
    }

    boolean isReadable() {
        return in.isReadable();
    }

    int readable() {
        return in.readableBytes();
    }

    private ByteBuf require(int length, String field) throws MrtFormatException {
        if (in.readableBytes() < length) {
            throw new MrtFormatException(
                    field + " of " + length + " octets, but the record has only " + in.readableBytes() + " more");
        }
        return in;
    }

    int unsignedByte(String field) throws MrtFormatException {
        return require(1, field).readUnsignedByte();
    }

    int unsignedShort(String field) throws MrtFormatException {
        return require(2, field).readUnsignedShort();
    }

    long unsignedInt(String field) throws MrtFormatException {
        return require(4, field).readUnsignedInt();
    }

    ByteBuf slice(int length, String field) throws MrtFormatException {
        return require(length, field).readSlice(length);
    }

    ByteBuf rest() {
        return in.readSlice(in.readableBytes());
    }

    BgpIdentifier identifier(String field) throws MrtFormatException {
        return new BgpIdentifier(require(4, field).readInt());
    }

    AsNumber asNumber(boolean fourOctets, String field) throws MrtFormatException {
        return AsNumber.of(fourOctets ? unsignedInt(field) : unsignedShort(field));
    }

    Instant time(String field) throws MrtFormatException {
        return Instant.ofEpochSecond(unsignedInt(field));
    }

    IpAddress address(boolean ipv6, String field) throws MrtFormatException {
        byte[] octets = new byte[ipv6 ? IPV6_LENGTH : IPV4_LENGTH];
        require(octets.length, field).readBytes(octets);
        return IpAddress.ofBytes(octets);
    }

    /** A length in bits and as many octets as that needs (RFC 4271 §4.3). */
    Prefix prefix(Afi afi, String field) throws MrtFormatException {
        int bits = unsignedByte(field);
        byte[] octets = new byte[afi.equals(Afi.IPV6) ? IPV6_LENGTH : IPV4_LENGTH];
        if (bits > octets.length * 8) {
            throw new MrtFormatException(field + " with a length of " + bits + " bits");
        }
        int present = (bits + 7) / 8;
        require(present, field).readBytes(octets, 0, present);
        return new Prefix(IpAddress.ofBytes(octets), bits);
    }
}
