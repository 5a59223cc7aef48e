package io.nightjar.bgp.attribute;

import java.util.ArrayList;
import java.util.List;

/**
 * COMMUNITIES (RFC 1997): a set, kept sorted and without repetitions.
 *
 * @param values in ascending order
 * @param partial whether somebody on the way did not know the attribute; once set it stays (RFC 4271 §5)
 */
public record Communities(List<Community> values, boolean partial) implements PathAttribute {

    public Communities {
        values = ascending(values)
                ? List.copyOf(values)
                : values.stream().distinct().sorted().toList();
    }

    /** Whoever sends them has mostly sorted them. */
    private static boolean ascending(List<Community> values) {
        for (int i = 1; i < values.size(); i++) {
            if (values.get(i - 1).compareTo(values.get(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    public Communities(List<Community> values) {
        this(values, false);
    }

    public static Communities of(Community... values) {
        return new Communities(List.of(values));
    }

    public boolean contains(Community community) {
        return values.contains(community);
    }

    /** Whether a route with these attributes carries the community. */
    public static boolean carries(PathAttributes attributes, Community community) {
        Communities communities = attributes.get(Communities.class);
        return communities != null && communities.contains(community);
    }

    /** These communities and one more. */
    public Communities with(Community community) {
        List<Community> more = new ArrayList<>(values);
        more.add(community);
        return new Communities(more, partial);
    }

    @Override
    public int typeCode() {
        return AttributeType.COMMUNITIES;
    }
}
