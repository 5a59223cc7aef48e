package io.nightjar.bgp.attribute;

import java.util.List;

/**
 * COMMUNITIES (RFC 1997): a set, kept sorted and without repetitions.
 *
 * @param values in ascending order
 */
public record Communities(List<Community> values) implements PathAttribute {

    public Communities {
        values = values.stream().distinct().sorted().toList();
    }

    public static Communities of(Community... values) {
        return new Communities(List.of(values));
    }

    public boolean contains(Community community) {
        return values.contains(community);
    }

    @Override
    public int typeCode() {
        return AttributeType.COMMUNITIES;
    }
}
