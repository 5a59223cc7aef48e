package io.nightjar.bgp.attribute;

import io.nightjar.bgp.net.SeededHash;
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

    /** Nobody outside can foresee it. */
    @Override
    public int hashCode() {
        long hash = SeededHash.SEED;
        for (LargeCommunity value : values) {
            hash = SeededHash.next(hash, value.globalAdministrator());
            hash = SeededHash.next(hash, value.localData1() << Integer.SIZE | value.localData2());
        }
        return 31 * SeededHash.end(hash) + Boolean.hashCode(partial);
    }

    @Override
    public int typeCode() {
        return AttributeType.LARGE_COMMUNITIES;
    }
}
