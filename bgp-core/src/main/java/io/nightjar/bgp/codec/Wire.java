package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.Octets;
import io.nightjar.bgp.net.Safi;

/** Fields that several codecs share. */
final class Wire {

    private Wire() {}

    /** A copy of everything that is readable; the reader index stays. */
    static Octets octets(ByteBuf in) {
        return Octets.of(ByteBufUtil.getBytes(in));
    }

    /** The constant for the families that we name, so that they are not made again for each message. */
    static AddressFamily family(int afi, int safi) {
        if (safi == Safi.UNICAST.value() && afi == Afi.IPV4.value()) {
            return AddressFamily.IPV4_UNICAST;
        }
        if (safi == Safi.UNICAST.value() && afi == Afi.IPV6.value()) {
            return AddressFamily.IPV6_UNICAST;
        }
        return new AddressFamily(new Afi(afi), new Safi(safi));
    }

    /** AFI and SAFI next to each other, as in RFC 4760 §3. */
    static AddressFamily readFamily(ByteBuf in) {
        return family(in.readUnsignedShort(), in.readUnsignedByte());
    }

    static void writeFamily(AddressFamily family, ByteBuf out) {
        out.writeShort(family.afi().value());
        out.writeByte(family.safi().value());
    }
}
