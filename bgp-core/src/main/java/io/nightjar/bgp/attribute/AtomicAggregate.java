package io.nightjar.bgp.attribute;

/** ATOMIC_AGGREGATE (RFC 4271 §5.1.6). */
public record AtomicAggregate() implements PathAttribute {

    public static final AtomicAggregate INSTANCE = new AtomicAggregate();

    @Override
    public int typeCode() {
        return AttributeType.ATOMIC_AGGREGATE;
    }
}
