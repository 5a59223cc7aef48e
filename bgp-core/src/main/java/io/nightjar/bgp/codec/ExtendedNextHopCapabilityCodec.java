package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.capability.ExtendedNextHopCapability;
import io.nightjar.bgp.net.Afi;
import java.util.ArrayList;
import java.util.List;

/** RFC 8950 §4: for each combination AFI, SAFI in two octets, and the AFI of the next hop. */
final class ExtendedNextHopCapabilityCodec implements CapabilityCodec<ExtendedNextHopCapability> {

    private static final int ENTRY_LENGTH = 6;

    private static final int MAX_SAFI = 0xff;

    @Override
    public int code() {
        return ExtendedNextHopCapability.CODE;
    }

    @Override
    public Class<ExtendedNextHopCapability> capabilityClass() {
        return ExtendedNextHopCapability.class;
    }

    @Override
    public boolean acceptsLength(int length) {
        return length % ENTRY_LENGTH == 0;
    }

    /** An entry with a SAFI that cannot be one says nothing that could be used, and is left out. */
    @Override
    public ExtendedNextHopCapability decode(ByteBuf value) {
        List<ExtendedNextHopCapability.Entry> entries = new ArrayList<>();
        while (value.isReadable()) {
            int afi = value.readUnsignedShort();
            int safi = value.readUnsignedShort();
            Afi nextHop = new Afi(value.readUnsignedShort());
            if (safi <= MAX_SAFI) {
                entries.add(new ExtendedNextHopCapability.Entry(Wire.family(afi, safi), nextHop));
            }
        }
        return new ExtendedNextHopCapability(entries);
    }

    @Override
    public void encode(ExtendedNextHopCapability capability, ByteBuf out) {
        for (ExtendedNextHopCapability.Entry entry : capability.entries()) {
            out.writeShort(entry.family().afi().value());
            out.writeShort(entry.family().safi().value());
            out.writeShort(entry.nextHop().value());
        }
    }
}
