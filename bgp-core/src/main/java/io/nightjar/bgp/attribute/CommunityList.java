package io.nightjar.bgp.attribute;

import io.nightjar.bgp.net.SeededHash;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/** The values of COMMUNITIES, four octets each: a table has very many of them. An immutable list like any other. */
final class CommunityList extends AbstractList<Community> implements RandomAccess {

    private final int[] bits;

    private CommunityList(int[] bits) {
        this.bits = bits;
    }

    /** These communities in ascending order, each of them once. */
    static CommunityList sorted(List<Community> communities) {
        return communities instanceof CommunityList known
                ? known
                : ofOwn(communities.stream().mapToInt(Community::bits).toArray());
    }

    /** Communities as they stand in a message, in ascending order, each of them once. */
    static CommunityList sorted(int... bits) {
        return ofOwn(bits.clone());
    }

    private static CommunityList ofOwn(int[] bits) {
        if (ascending(bits)) {
            return new CommunityList(bits);
        }
        return new CommunityList(Arrays.stream(bits)
                .mapToObj(Community::new)
                .distinct()
                .sorted()
                .mapToInt(Community::bits)
                .toArray());
    }

    /** Whoever sends them has mostly sorted them. */
    private static boolean ascending(int[] bits) {
        for (int i = 1; i < bits.length; i++) {
            if (Integer.compareUnsigned(bits[i - 1], bits[i]) >= 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Community get(int index) {
        return new Community(bits[index]);
    }

    @Override
    public int size() {
        return bits.length;
    }

    /** Asked several times for each route that comes or goes. */
    @Override
    public boolean contains(Object candidate) {
        if (candidate instanceof Community community) {
            for (int known : bits) {
                if (known == community.bits()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A hash that nobody outside can foresee. */
    int seededHash() {
        return SeededHash.of(bits);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CommunityList that ? Arrays.equals(bits, that.bits) : super.equals(other);
    }

    /** That of any list with these elements, as the hash of a community is its bits. */
    @Override
    public int hashCode() {
        return Arrays.hashCode(bits);
    }
}
