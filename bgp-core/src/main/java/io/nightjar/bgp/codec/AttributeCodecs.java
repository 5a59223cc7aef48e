package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.attribute.PathAttribute;
import io.nightjar.bgp.attribute.UnknownAttribute;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The attributes that we speak: the only list of them. */
final class AttributeCodecs {

    static final List<AttributeCodec<?>> ALL = List.of(
            new OriginCodec(),
            new AsPathCodec(),
            new NextHopCodec(),
            new MultiExitDiscCodec(),
            new LocalPrefCodec(),
            new AtomicAggregateCodec(),
            new AggregatorCodec(),
            new CommunitiesCodec(),
            new OriginatorIdCodec(),
            new ClusterListCodec(),
            new MpReachNlriCodec(),
            new MpUnreachNlriCodec(),
            new ExtendedCommunitiesCodec(),
            new As4PathCodec(),
            new As4AggregatorCodec(),
            new LargeCommunitiesCodec(),
            new OnlyToCustomerCodec());

    private static final List<Optional<AttributeCodec<?>>> BY_TYPE = byType();

    /** Flags, type and a length of one octet. */
    private static final int SHORT_HEADER_LENGTH = 3;

    private static final int MAX_SHORT_LENGTH = 255;

    private AttributeCodecs() {}

    private static List<Optional<AttributeCodec<?>>> byType() {
        AttributeCodec<?>[] table = new AttributeCodec<?>[256];
        for (AttributeCodec<?> codec : ALL) {
            table[codec.typeCode()] = codec;
        }
        return Arrays.stream(table)
                .<Optional<AttributeCodec<?>>>map(Optional::ofNullable)
                .toList();
    }

    static Optional<AttributeCodec<?>> forType(int typeCode) {
        return BY_TYPE.get(typeCode);
    }

    /** Writes one attribute with its flags, type and length, all computed here. */
    static void encode(PathAttribute attribute, ByteBuf out, CodecContext context) {
        int start = out.writerIndex();
        out.writeZero(SHORT_HEADER_LENGTH);
        int flags;
        if (attribute instanceof UnknownAttribute unknown) {
            flags = unknownFlags(unknown);
            out.writeBytes(unknown.value().toBytes());
        } else {
            AttributeCodec<?> codec = forType(attribute.typeCode()).orElseThrow();
            flags = encodeBody(codec, attribute, out, context);
        }
        complete(start, flags, attribute.typeCode(), out);
    }

    private static int unknownFlags(UnknownAttribute unknown) {
        int category =
                unknown.transitive() ? AttributeFlags.OPTIONAL_TRANSITIVE : AttributeFlags.OPTIONAL_NON_TRANSITIVE;
        // RFC 4271 §4.3: the Partial bit of an optional non-transitive attribute is zero.
        return category | (unknown.transitive() && unknown.partial() ? AttributeFlags.PARTIAL : 0);
    }

    private static <T extends PathAttribute> int encodeBody(
            AttributeCodec<T> codec, PathAttribute attribute, ByteBuf body, CodecContext context) {
        T typed = codec.attributeClass().cast(attribute);
        codec.encode(typed, body, context);
        return codec.category() | (codec.partial(typed) ? AttributeFlags.PARTIAL : 0);
    }

    /** Fills in the header before the body. RFC 4271 §4.3: Extended Length is used only where it is needed. */
    private static void complete(int start, int flags, int typeCode, ByteBuf out) {
        int body = start + SHORT_HEADER_LENGTH;
        int length = out.writerIndex() - body;
        boolean extended = length > MAX_SHORT_LENGTH;
        out.setByte(start, extended ? flags | AttributeFlags.EXTENDED_LENGTH : flags);
        out.setByte(start + 1, typeCode);
        if (extended) {
            // The length takes an octet more.
            out.writeZero(1);
            out.setBytes(body + 1, out, body, length);
            out.setShort(start + 2, length);
        } else {
            out.setByte(start + 2, length);
        }
    }
}
