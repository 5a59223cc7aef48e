package io.nightjar.bgp.attribute;

import io.nightjar.bgp.net.SeededHash;
import java.util.List;

/**
 * EXTENDED COMMUNITIES (RFC 4360): a set of eight-octet values, kept sorted and without repetitions.
 *
 * @param values the 64 bits of each, in ascending unsigned order
 * @param partial whether somebody on the way did not know the attribute; once set it stays (RFC 4271 §5)
 */
public record ExtendedCommunities(List<Long> values, boolean partial) implements PathAttribute {

    /** RFC 4360 §2: this bit of the first octet says that the community is not transitive across ASes. */
    private static final long NON_TRANSITIVE = 1L << 62;

    public ExtendedCommunities {
        values = values.stream().distinct().sorted(Long::compareUnsigned).toList();
    }

    public ExtendedCommunities(List<Long> values) {
        this(values, false);
    }

    /** RFC 4360 §6: only these cross an AS border. */
    public ExtendedCommunities transitiveOnly() {
        List<Long> kept =
                values.stream().filter(value -> (value & NON_TRANSITIVE) == 0).toList();
        return new ExtendedCommunities(kept, partial);
    }

    /** Nobody outside can foresee it. */
    @Override
    public int hashCode() {
        long hash = SeededHash.SEED;
        for (long value : values) {
            hash = SeededHash.next(hash, value);
        }
        return 31 * SeededHash.end(hash) + Boolean.hashCode(partial);
    }

    @Override
    public int typeCode() {
        return AttributeType.EXTENDED_COMMUNITIES;
    }
}
