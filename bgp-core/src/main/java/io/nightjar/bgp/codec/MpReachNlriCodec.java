package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.attribute.MpReachNlri;
import io.nightjar.bgp.error.FaultAction;
import io.nightjar.bgp.error.UpdateSubcode;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Ipv4Address;
import io.nightjar.bgp.net.Ipv6Address;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * MP_REACH_NLRI of a negotiated family (RFC 4760 §3; RFC 2545 §3; RFC 7606 §7.11). A fault in it hides which routes it is
 * about, so it resets the session.
 */
final class MpReachNlriCodec implements AttributeCodec<MpReachNlri> {

    private static final int LEAST_LENGTH = 5;
    private static final int IPV4_LENGTH = 4;
    private static final int IPV6_LENGTH = 16;

    @Override
    public int typeCode() {
        return AttributeType.MP_REACH_NLRI;
    }

    @Override
    public Class<MpReachNlri> attributeClass() {
        return MpReachNlri.class;
    }

    @Override
    public int category() {
        return AttributeFlags.OPTIONAL_NON_TRANSITIVE;
    }

    @Override
    public FaultAction whenMalformed() {
        return FaultAction.SESSION_RESET;
    }

    @Override
    public MpReachNlri decode(RawAttribute raw, CodecContext context) throws MalformedAttributeException {
        ByteBuf body = raw.body();
        if (body.readableBytes() < LEAST_LENGTH) {
            throw malformed(UpdateSubcode.MALFORMED_ATTRIBUTE_LIST, "a length of " + raw.length());
        }
        AddressFamily family = Wire.readFamily(body);
        int nextHopLength = body.readUnsignedByte();
        boolean ipv4 = nextHopLength == IPV4_LENGTH;
        boolean ipv6 = nextHopLength == IPV6_LENGTH || nextHopLength == 2 * IPV6_LENGTH;
        boolean possible = family.afi().equals(Afi.IPV4) ? ipv4 || (ipv6 && context.extendedNextHop()) : ipv6;
        // The reserved octet follows the next hop.
        if (!possible || body.readableBytes() < nextHopLength + 1) {
            throw malformed(UpdateSubcode.MALFORMED_ATTRIBUTE_LIST, "a next hop of " + nextHopLength + " octets");
        }
        IpAddress nextHop = ipv4 ? new Ipv4Address(body.readInt()) : readIpv6(body);
        Ipv6Address linkLocal = nextHopLength == 2 * IPV6_LENGTH ? readIpv6(body) : null;
        body.skipBytes(1);
        return withRoutes(family, nextHop, linkLocal, body, context);
    }

    private MpReachNlri withRoutes(
            AddressFamily family,
            IpAddress nextHop,
            @Nullable Ipv6Address linkLocal,
            ByteBuf body,
            CodecContext context)
            throws MalformedAttributeException {
        try {
            List<Nlri> announced = NlriCodec.decode(
                    body, family.afi(), context.addPathReceive().contains(family));
            return new MpReachNlri(family, nextHop, linkLocal, announced);
        } catch (MalformedNlriException e) {
            throw malformed(UpdateSubcode.OPTIONAL_ATTRIBUTE_ERROR, e.reason());
        }
    }

    private static Ipv6Address readIpv6(ByteBuf body) {
        return new Ipv6Address(body.readLong(), body.readLong());
    }

    @Override
    public void encode(MpReachNlri attribute, ByteBuf out, CodecContext context) {
        AddressFamily family = attribute.family();
        IpAddress nextHop = attribute.nextHop();
        boolean extended = family.equals(AddressFamily.IPV4_UNICAST) && context.takesIpv4NextHop(nextHop.afi());
        if (!extended && !nextHop.afi().equals(family.afi())) {
            throw new IllegalArgumentException("the next hop of " + family + " cannot be " + nextHop);
        }
        Wire.writeFamily(family, out);
        Ipv6Address linkLocal = attribute.linkLocalNextHop();
        out.writeByte(nextHop.bitLength() / 8 + (linkLocal == null ? 0 : IPV6_LENGTH));
        out.writeBytes(nextHop.toBytes());
        if (linkLocal != null) {
            out.writeBytes(linkLocal.toBytes());
        }
        out.writeByte(0);
        NlriCodec.encode(attribute.announced(), context.addPathSend().contains(family), out);
    }
}
