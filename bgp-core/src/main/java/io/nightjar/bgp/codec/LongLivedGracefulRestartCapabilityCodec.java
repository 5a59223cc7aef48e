package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.capability.LongLivedGracefulRestartCapability;
import java.util.ArrayList;
import java.util.List;

/** RFC 9494 §4.1: for each family AFI, SAFI, flags and a stale time in three octets. */
final class LongLivedGracefulRestartCapabilityCodec implements CapabilityCodec<LongLivedGracefulRestartCapability> {

    private static final int FAMILY_LENGTH = 7;

    private static final int FORWARDING_PRESERVED = 0x80;

    @Override
    public int code() {
        return LongLivedGracefulRestartCapability.CODE;
    }

    @Override
    public Class<LongLivedGracefulRestartCapability> capabilityClass() {
        return LongLivedGracefulRestartCapability.class;
    }

    @Override
    public boolean acceptsLength(int length) {
        return length % FAMILY_LENGTH == 0;
    }

    @Override
    public LongLivedGracefulRestartCapability decode(ByteBuf value) {
        List<LongLivedGracefulRestartCapability.Family> families = new ArrayList<>();
        while (value.isReadable()) {
            families.add(new LongLivedGracefulRestartCapability.Family(
                    Wire.readFamily(value),
                    (value.readUnsignedByte() & FORWARDING_PRESERVED) != 0,
                    value.readUnsignedMedium()));
        }
        return new LongLivedGracefulRestartCapability(families);
    }

    @Override
    public void encode(LongLivedGracefulRestartCapability capability, ByteBuf out) {
        for (LongLivedGracefulRestartCapability.Family entry : capability.families()) {
            Wire.writeFamily(entry.family(), out);
            out.writeByte(entry.forwardingPreserved() ? FORWARDING_PRESERVED : 0);
            out.writeMedium(entry.staleSeconds());
        }
    }
}
