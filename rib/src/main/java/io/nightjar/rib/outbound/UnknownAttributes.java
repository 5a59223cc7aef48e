package io.nightjar.rib.outbound;

import io.nightjar.bgp.attribute.PathAttribute;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.attribute.UnknownAttribute;
import java.util.ArrayList;
import java.util.List;

/** RFC 4271 §5: what we do not know is passed on with the Partial bit if it is transitive, and else goes no further. */
final class UnknownAttributes {

    private UnknownAttributes() {}

    static PathAttributes passOn(PathAttributes attributes) {
        if (attributes.get(UnknownAttribute.class) == null) {
            return attributes;
        }
        List<PathAttribute> kept = new ArrayList<>(attributes.size());
        for (PathAttribute attribute : attributes) {
            if (!(attribute instanceof UnknownAttribute unknown)) {
                kept.add(attribute);
            } else if (unknown.transitive()) {
                kept.add(unknown.asPartial());
            }
        }
        return PathAttributes.of(kept);
    }
}
