package io.nightjar.rib.inbound;

import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.PathAttributes;

/**
 * RFC 4271 §9.1.2: a path through our own AS is excluded, from external and from internal peers, unless a policy allows our
 * AS to be in it some times.
 */
public final class AsLoopCheck implements LoopCheck {

    @Override
    public ImportReason check(PathAttributes attributes, OwnIdentity own) {
        AsPath path = attributes.get(AsPath.class);
        boolean loop = path != null && path.occurrences(own.asNumber()) > own.allowedLocalAs();
        return loop ? ImportReason.OWN_AS_IN_PATH : ImportReason.ACCEPTED;
    }
}
