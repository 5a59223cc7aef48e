package io.nightjar.bgp.codec;

import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.attribute.AtomicAggregate;
import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.error.FaultAction;

/** ATOMIC_AGGREGATE (RFC 4271 §4.3 f; RFC 7606 §7.6). */
final class AtomicAggregateCodec implements AttributeCodec<AtomicAggregate> {

    @Override
    public int typeCode() {
        return AttributeType.ATOMIC_AGGREGATE;
    }

    @Override
    public Class<AtomicAggregate> attributeClass() {
        return AtomicAggregate.class;
    }

    @Override
    public int category() {
        return AttributeFlags.WELL_KNOWN;
    }

    @Override
    public FaultAction whenMalformed() {
        return FaultAction.ATTRIBUTE_DISCARD;
    }

    /** RFC 7606 §3 (f). */
    @Override
    public FaultAction whenFlagsConflict() {
        return FaultAction.ATTRIBUTE_DISCARD;
    }

    @Override
    public AtomicAggregate decode(RawAttribute raw, CodecContext context) throws MalformedAttributeException {
        requireLength(raw, 0);
        return AtomicAggregate.INSTANCE;
    }

    @Override
    public void encode(AtomicAggregate attribute, ByteBuf out, CodecContext context) {}
}
