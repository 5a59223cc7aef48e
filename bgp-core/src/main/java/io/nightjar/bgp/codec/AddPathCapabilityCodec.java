package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.capability.AddPathCapability;
import java.util.ArrayList;
import java.util.List;

/** RFC 7911 §4: for each family AFI, SAFI and what can be done. */
final class AddPathCapabilityCodec implements CapabilityCodec<AddPathCapability> {

    private static final int ENTRY_LENGTH = 4;

    @Override
    public int code() {
        return AddPathCapability.CODE;
    }

    @Override
    public Class<AddPathCapability> capabilityClass() {
        return AddPathCapability.class;
    }

    @Override
    public boolean acceptsLength(int length) {
        return length % ENTRY_LENGTH == 0;
    }

    @Override
    public AddPathCapability decode(ByteBuf value) {
        List<AddPathCapability.Entry> entries = new ArrayList<>();
        while (value.isReadable()) {
            entries.add(new AddPathCapability.Entry(Wire.readFamily(value), value.readUnsignedByte()));
        }
        return new AddPathCapability(entries);
    }

    @Override
    public void encode(AddPathCapability capability, ByteBuf out) {
        for (AddPathCapability.Entry entry : capability.entries()) {
            Wire.writeFamily(entry.family(), out);
            out.writeByte(entry.mode());
        }
    }
}
