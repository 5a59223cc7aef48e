package io.nightjar.bgp.attribute;

import java.util.List;

/**
 * EXTENDED COMMUNITIES (RFC 4360): a set of eight-octet values, kept sorted and without repetitions.
 *
 * @param values the 64 bits of each, in ascending unsigned order
 */
public record ExtendedCommunities(List<Long> values) implements PathAttribute {

    /** RFC 4360 §2: this bit of the first octet says that the community is not transitive across ASes. */
    private static final long NON_TRANSITIVE = 1L << 62;

    public ExtendedCommunities {
        values = values.stream().distinct().sorted(Long::compareUnsigned).toList();
    }

    /** RFC 4360 §6: only these cross an AS border. */
    public ExtendedCommunities transitiveOnly() {
        return new ExtendedCommunities(
                values.stream().filter(value -> (value & NON_TRANSITIVE) == 0).toList());
    }

    @Override
    public int typeCode() {
        return AttributeType.EXTENDED_COMMUNITIES;
    }
}
