package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.nightjar.bgp.capability.Capabilities;
import io.nightjar.bgp.capability.Capability;
import io.nightjar.bgp.capability.EnhancedRouteRefreshCapability;
import io.nightjar.bgp.capability.ExtendedMessageCapability;
import io.nightjar.bgp.capability.RouteRefreshCapability;
import io.nightjar.bgp.capability.UnknownCapability;
import io.nightjar.bgp.error.BgpProtocolException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The capabilities that we speak, and the list that an OPEN carries (RFC 5492 §4). */
final class CapabilityCodecs {

    static final List<CapabilityCodec<?>> ALL = List.of(
            new MultiprotocolCapabilityCodec(),
            new EmptyCapabilityCodec<>(
                    RouteRefreshCapability.CODE, RouteRefreshCapability.class, new RouteRefreshCapability()),
            new ExtendedNextHopCapabilityCodec(),
            new EmptyCapabilityCodec<>(
                    ExtendedMessageCapability.CODE, ExtendedMessageCapability.class, new ExtendedMessageCapability()),
            new RoleCapabilityCodec(),
            new GracefulRestartCapabilityCodec(),
            new FourOctetAsCapabilityCodec(),
            new AddPathCapabilityCodec(),
            new EmptyCapabilityCodec<>(
                    EnhancedRouteRefreshCapability.CODE,
                    EnhancedRouteRefreshCapability.class,
                    new EnhancedRouteRefreshCapability()),
            new LongLivedGracefulRestartCapabilityCodec());

    private static final Map<Integer, CapabilityCodec<?>> BY_CODE =
            ALL.stream().collect(Collectors.toUnmodifiableMap(CapabilityCodec::code, Function.identity()));

    private CapabilityCodecs() {}

    /** Reads one optional parameter's capabilities and adds them to {@code result}. */
    static void decode(ByteBuf in, List<Capability> result) throws BgpProtocolException {
        while (in.isReadable()) {
            int code = in.readUnsignedByte();
            if (!in.isReadable()) {
                throw OpenCodec.malformed("capability " + code + " without its length");
            }
            int length = in.readUnsignedByte();
            if (length > in.readableBytes()) {
                throw OpenCodec.malformed("capability " + code + " runs over the end");
            }
            result.add(decodeOne(code, in.readSlice(length)));
        }
    }

    private static Capability decodeOne(int code, ByteBuf value) throws BgpProtocolException {
        CapabilityCodec<?> codec = BY_CODE.get(code);
        if (codec == null) {
            return new UnknownCapability(code, Wire.octets(value));
        }
        if (!codec.acceptsLength(value.readableBytes())) {
            throw OpenCodec.malformed("capability " + code + " with " + value.readableBytes() + " octets");
        }
        return codec.decode(value);
    }

    static void encode(Capabilities capabilities, ByteBuf out) {
        for (Capability capability : capabilities.list()) {
            ByteBuf value = Unpooled.buffer();
            encodeValue(capability, value);
            out.writeByte(capability.code());
            out.writeByte(value.readableBytes());
            out.writeBytes(value);
        }
    }

    private static void encodeValue(Capability capability, ByteBuf out) {
        if (capability instanceof UnknownCapability unknown) {
            out.writeBytes(unknown.value().toBytes());
            return;
        }
        CapabilityCodec<?> codec = BY_CODE.get(capability.code());
        if (codec == null) {
            throw new IllegalStateException("no codec for capability " + capability.code());
        }
        encodeWith(codec, capability, out);
    }

    private static <T extends Capability> void encodeWith(
            CapabilityCodec<T> codec, Capability capability, ByteBuf out) {
        codec.encode(codec.capabilityClass().cast(capability), out);
    }
}
