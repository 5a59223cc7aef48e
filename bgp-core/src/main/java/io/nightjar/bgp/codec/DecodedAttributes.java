package io.nightjar.bgp.codec;

import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.error.AttributeFault;
import java.util.List;

/**
 * The attributes of one route outside of an UPDATE, and what was wrong with them.
 *
 * @param attributes those that could be read; a next hop in MP_REACH_NLRI stands there without routes
 * @param faults what an UPDATE with these attributes would be treated for; nothing has been withdrawn here
 */
public record DecodedAttributes(PathAttributes attributes, List<AttributeFault> faults) {

    public DecodedAttributes {
        faults = List.copyOf(faults);
    }
}
