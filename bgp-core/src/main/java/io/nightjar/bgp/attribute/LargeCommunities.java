package io.nightjar.bgp.attribute;

import java.util.List;

/**
 * LARGE_COMMUNITY (RFC 8092): a set, kept sorted and without repetitions.
 *
 * @param values in ascending order
 * @param partial whether somebody on the way did not know the attribute; once set it stays (RFC 4271 §5)
 */
public record LargeCommunities(List<LargeCommunity> values, boolean partial) implements PathAttribute {

    public LargeCommunities {
        values = values.stream().distinct().sorted().toList();
    }

    public LargeCommunities(List<LargeCommunity> values) {
        this(values, false);
    }

    @Override
    public int typeCode() {
        return AttributeType.LARGE_COMMUNITIES;
    }
}
