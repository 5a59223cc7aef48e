package io.nightjar.bgp.attribute;

import java.util.List;

/**
 * LARGE_COMMUNITY (RFC 8092): a set, kept sorted and without repetitions.
 *
 * @param values in ascending order
 */
public record LargeCommunities(List<LargeCommunity> values) implements PathAttribute {

    public LargeCommunities {
        values = values.stream().distinct().sorted().toList();
    }

    @Override
    public int typeCode() {
        return AttributeType.LARGE_COMMUNITIES;
    }
}
