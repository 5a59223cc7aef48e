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
        values = CommunityList.sorted(values);
    }

    public Communities(List<Community> values) {
        this(values, false);
    }

    public static Communities of(Community... values) {
        return new Communities(List.of(values));
    }

    /** Communities as they stand in a message, as 32 bits each. */
    public static Communities ofBits(boolean partial, int... values) {
        return new Communities(CommunityList.sorted(values), partial);
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

    /** Nobody outside can foresee it. */
    @Override
    public int hashCode() {
        return 31 * CommunityList.sorted(values).seededHash() + Boolean.hashCode(partial);
    }

    @Override
    public int typeCode() {
        return AttributeType.COMMUNITIES;
    }
}
