package io.nightjar.bgp.attribute;

import io.nightjar.bgp.net.Octets;
import io.nightjar.bgp.net.SeededHash;

/**
 * An optional attribute that we do not speak, kept as it came (RFC 4271 §5).
 *
 * @param transitive whether it is passed on to other peers
 * @param partial whether somebody on the way did not know it; set when we pass it on
 * @param value the attribute's body, byte for byte
 */
public record UnknownAttribute(int typeCode, boolean transitive, boolean partial, Octets value)
        implements PathAttribute {

    /** RFC 4271 §5: an unrecognized transitive attribute is passed on with the Partial bit set. */
    public UnknownAttribute asPartial() {
        return new UnknownAttribute(typeCode, transitive, true, value);
    }

    /** Nobody outside can foresee it. */
    @Override
    public int hashCode() {
        long hash = SeededHash.next(SeededHash.SEED, typeCode);
        for (int i = 0; i < value.length(); i++) {
            hash = SeededHash.next(hash, value.unsigned(i));
        }
        return SeededHash.end(hash);
    }
}
