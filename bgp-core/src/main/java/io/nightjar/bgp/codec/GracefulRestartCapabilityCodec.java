package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.capability.GracefulRestartCapability;
import java.util.ArrayList;
import java.util.List;

/** RFC 4724 §3, RFC 8538 §2: flags and restart time in two octets, then for each family AFI, SAFI and flags. */
final class GracefulRestartCapabilityCodec implements CapabilityCodec<GracefulRestartCapability> {

    private static final int HEADER_LENGTH = 2;

    private static final int FAMILY_LENGTH = 4;

    private static final int RESTARTED = 0x8000;

    private static final int NOTIFICATION = 0x4000;

    private static final int FORWARDING_PRESERVED = 0x80;

    @Override
    public int code() {
        return GracefulRestartCapability.CODE;
    }

    @Override
    public Class<GracefulRestartCapability> capabilityClass() {
        return GracefulRestartCapability.class;
    }

    @Override
    public boolean acceptsLength(int length) {
        return length >= HEADER_LENGTH && (length - HEADER_LENGTH) % FAMILY_LENGTH == 0;
    }

    @Override
    public GracefulRestartCapability decode(ByteBuf value) {
        int header = value.readUnsignedShort();
        List<GracefulRestartCapability.Family> families = new ArrayList<>();
        while (value.isReadable()) {
            families.add(new GracefulRestartCapability.Family(
                    Wire.readFamily(value), (value.readUnsignedByte() & FORWARDING_PRESERVED) != 0));
        }
        return new GracefulRestartCapability(
                (header & RESTARTED) != 0,
                (header & NOTIFICATION) != 0,
                header & GracefulRestartCapability.MAX_RESTART_SECONDS,
                families);
    }

    @Override
    public void encode(GracefulRestartCapability capability, ByteBuf out) {
        int flags = (capability.restarted() ? RESTARTED : 0) | (capability.notification() ? NOTIFICATION : 0);
        out.writeShort(flags | capability.restartSeconds());
        for (GracefulRestartCapability.Family entry : capability.families()) {
            Wire.writeFamily(entry.family(), out);
            out.writeByte(entry.forwardingPreserved() ? FORWARDING_PRESERVED : 0);
        }
    }
}
