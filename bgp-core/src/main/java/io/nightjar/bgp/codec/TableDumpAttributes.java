package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.attribute.MpReachNlri;
import io.nightjar.bgp.error.FaultAction;
import io.nightjar.bgp.error.UpdateSubcode;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Ipv6Address;
import io.nightjar.bgp.peer.PeerType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The attributes of a route in a table dump (RFC 6396 §4.3.4), whose MP_REACH_NLRI holds a next hop only. */
public final class TableDumpAttributes {

    private static final int IPV4_LENGTH = 4;
    private static final int IPV6_LENGTH = 16;

    private final AttributeListDecoder attributeList = new AttributeListDecoder();

    /**
     * Decodes a list of attributes. What only internal peers may send is taken as it is: a dump does not say who sent it.
     *
     * @param list exactly the attributes; its reader index stays
     * @param family of the route
     * @param fourOctetAs how wide AS numbers are: always four octets in TABLE_DUMP_V2, two in TABLE_DUMP
     */
    public DecodedAttributes decode(ByteBuf list, AddressFamily family, boolean fourOctetAs) {
        UpdateAssembly update = new UpdateAssembly();
        ByteBuf rest = Unpooled.copiedBuffer(list);
        int start = 0;
        for (WireAttribute attribute : WireAttribute.list(list)) {
            if (isAbbreviated(attribute) && update.markSeen(AttributeType.MP_REACH_NLRI)) {
                readNextHop(attribute, family, update);
                rest = without(start, attribute.length(), rest);
            } else {
                correctFlags(attribute, start, rest);
                start += attribute.length();
            }
        }
        CodecContext context = CodecContext.standard(PeerType.INTERNAL, fourOctetAs, Set.of(family));
        attributeList.decode(rest, update, context);
        if (!fourOctetAs) {
            As4Transition.merge(update);
        }
        return new DecodedAttributes(update.attributes(), update.faults());
    }

    /** Some writers put the complete attribute there; its first octet is that of an AFI. */
    private static boolean isAbbreviated(WireAttribute attribute) {
        boolean complete = attribute.value().length() > 0 && attribute.value().unsigned(0) == 0;
        return attribute.typeCode() == AttributeType.MP_REACH_NLRI && !complete;
    }

    private static ByteBuf without(int start, int length, ByteBuf list) {
        ByteBuf before = list.slice(0, start);
        ByteBuf after = list.slice(start + length, list.writerIndex() - start - length);
        return Unpooled.buffer().writeBytes(before).writeBytes(after);
    }

    /** BIRD 2 leaves the flags of most attributes zero in its tables, which they cannot be in a message. */
    private static void correctFlags(WireAttribute attribute, int start, ByteBuf list) {
        if (AttributeFlags.category(attribute.flags()) == 0) {
            int category = AttributeCodecs.forType(attribute.typeCode())
                    .map(codec -> codec.category())
                    .orElse(AttributeFlags.OPTIONAL_TRANSITIVE);
            list.setByte(start, attribute.flags() | category);
        }
    }

    private static void readNextHop(WireAttribute attribute, AddressFamily family, UpdateAssembly update) {
        byte[] value = attribute.value().toBytes();
        int length = value.length == 0 ? 0 : value[0] & 0xff;
        boolean possible = length == IPV4_LENGTH || length == IPV6_LENGTH || length == 2 * IPV6_LENGTH;
        if (!possible || value.length != length + 1) {
            update.fault(
                    attribute.typeCode(),
                    FaultAction.ATTRIBUTE_DISCARD,
                    UpdateSubcode.OPTIONAL_ATTRIBUTE_ERROR,
                    attribute.value(),
                    "a next hop of " + length + " octets in " + value.length);
            return;
        }
        int first = Math.min(length, IPV6_LENGTH);
        IpAddress nextHop = IpAddress.ofBytes(Arrays.copyOfRange(value, 1, 1 + first));
        Ipv6Address linkLocal =
                length > IPV6_LENGTH ? Ipv6Address.ofBytes(Arrays.copyOfRange(value, 1 + first, 1 + length)) : null;
        update.add(new MpReachNlri(family, nextHop, linkLocal, List.of()));
    }
}
