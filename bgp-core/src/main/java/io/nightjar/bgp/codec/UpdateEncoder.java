package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.attribute.MpReachNlri;
import io.nightjar.bgp.attribute.MpUnreachNlri;
import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.attribute.PathAttribute;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.message.MessageType;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes routes that share their attributes into as few UPDATEs as the session's limit allows. The attributes are encoded
 * once, however many messages they go into. Used by one thread.
 */
public final class UpdateEncoder {

    /** Flags, type and an extended length. */
    private static final int ATTRIBUTE_HEADER_LENGTH = 4;

    private static final int FAMILY_LENGTH = 3;

    private final CodecContext context;
    private final MessageCodec codec = new MessageCodec();

    /** The attributes of the routes that are being written, and the message: used again for the next ones. */
    private final ByteBuf block = Unpooled.buffer();

    private final ByteBuf body = Unpooled.buffer();

    public UpdateEncoder(CodecContext context) {
        this.context = context;
    }

    /**
     * Announces routes.
     *
     * @param attributes with the internal {@link NextHop} of the family, without MP_REACH_NLRI and MP_UNREACH_NLRI
     * @throws MessageTooLongException if the attributes leave no room for a single route
     * @throws IllegalArgumentException if the attributes have no next hop of the family
     */
    public List<byte[]> announce(AddressFamily family, PathAttributes attributes, List<Nlri> routes) {
        NextHop nextHop = nextHop(family, attributes);
        // RFC 8950 §3: an IPv6 next hop has no room in NEXT_HOP.
        boolean classic = family.equals(AddressFamily.IPV4_UNICAST)
                && nextHop.address().afi().equals(Afi.IPV4);
        PathAttributes shared = classic ? attributes : attributes.without(AttributeType.NEXT_HOP);
        UpdateWriter.attributes(shared, block.clear(), context);
        int fixed = fixedLength() + block.readableBytes();
        if (!classic) {
            // AFI and SAFI, the next hop with its length, and the reserved octet.
            int addressLength = nextHop.address().bitLength() / 8;
            fixed += ATTRIBUTE_HEADER_LENGTH + FAMILY_LENGTH + 1 + addressLength + 1;
        }
        List<byte[]> messages = new ArrayList<>(1);
        for (List<Nlri> chunk : chunks(family, routes, fixed)) {
            messages.add(classic ? announceIpv4(chunk) : announceOther(family, nextHop, chunk));
        }
        return messages;
    }

    private NextHop nextHop(AddressFamily family, PathAttributes attributes) {
        if (attributes.contains(AttributeType.MP_REACH_NLRI) || attributes.contains(AttributeType.MP_UNREACH_NLRI)) {
            throw new IllegalArgumentException("routes are given beside the attributes, not in them");
        }
        NextHop nextHop = attributes.get(NextHop.class);
        if (nextHop == null || !suits(nextHop.address().afi(), family)) {
            throw new IllegalArgumentException("no next hop for " + family + " in " + attributes);
        }
        return nextHop;
    }

    private boolean suits(Afi nextHop, AddressFamily family) {
        return family.equals(AddressFamily.IPV4_UNICAST)
                ? context.takesIpv4NextHop(nextHop)
                : nextHop.equals(family.afi());
    }

    private byte[] announceIpv4(List<Nlri> chunk) {
        int field = beginAttributes();
        endAttributes(field);
        NlriCodec.encode(chunk, addPath(AddressFamily.IPV4_UNICAST), body);
        return message();
    }

    private byte[] announceOther(AddressFamily family, NextHop nextHop, List<Nlri> chunk) {
        int field = beginAttributes();
        // RFC 7606 §5.1: the routes come first.
        PathAttribute reach = new MpReachNlri(family, nextHop.address(), null, chunk);
        AttributeCodecs.encode(reach, body, context);
        endAttributes(field);
        return message();
    }

    /** Begins a message that withdraws nothing. */
    private int beginAttributes() {
        UpdateWriter.endField(UpdateWriter.beginField(body.clear()), body);
        return UpdateWriter.beginField(body);
    }

    private void endAttributes(int field) {
        body.writeBytes(block, block.readerIndex(), block.readableBytes());
        UpdateWriter.endField(field, body);
    }

    private byte[] message() {
        return MessageFramer.frame(MessageType.UPDATE, body, context.maxMessageLength());
    }

    /** Withdraws routes. */
    public List<byte[]> withdraw(AddressFamily family, List<Nlri> routes) {
        boolean classic = family.equals(AddressFamily.IPV4_UNICAST);
        int fixed = fixedLength() + (classic ? 0 : ATTRIBUTE_HEADER_LENGTH + FAMILY_LENGTH);
        List<byte[]> messages = new ArrayList<>();
        for (List<Nlri> chunk : chunks(family, routes, fixed)) {
            PathAttributes attributes =
                    classic ? PathAttributes.EMPTY : PathAttributes.of(new MpUnreachNlri(family, chunk));
            List<Nlri> withdrawn = classic ? chunk : List.of();
            messages.add(codec.encode(new UpdateMessage(withdrawn, attributes, List.of()), context));
        }
        return messages;
    }

    /** The End-of-RIB marker of a family (RFC 4724 §2). */
    public byte[] endOfRib(AddressFamily family) {
        return codec.encode(UpdateMessage.endOfRib(family), context);
    }

    private boolean addPath(AddressFamily family) {
        return context.addPathSend().contains(family);
    }

    private static int fixedLength() {
        return MessageFramer.HEADER_LENGTH + UpdateWriter.FIXED_LENGTH;
    }

    /** Cuts the routes so that each part fits beside {@code fixed} octets. */
    private List<List<Nlri>> chunks(AddressFamily family, List<Nlri> routes, int fixed) {
        List<List<Nlri>> chunks = new ArrayList<>(1);
        int start = 0;
        int length = fixed;
        for (int i = 0; i < routes.size(); i++) {
            int needed = NlriCodec.encodedLength(routes.get(i), addPath(family));
            if (fixed + needed > context.maxMessageLength()) {
                throw new MessageTooLongException(fixed + needed, context.maxMessageLength());
            }
            if (length + needed > context.maxMessageLength()) {
                chunks.add(routes.subList(start, i));
                start = i;
                length = fixed;
            }
            length += needed;
        }
        if (start < routes.size()) {
            chunks.add(start == 0 ? routes : routes.subList(start, routes.size()));
        }
        return chunks;
    }
}
