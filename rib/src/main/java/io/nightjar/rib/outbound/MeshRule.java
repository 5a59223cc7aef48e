package io.nightjar.rib.outbound;

import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.rib.route.RouteSource.FromPeer;

/** RFC 4271 §9.2: in a full mesh everybody has heard the route from its source. */
public final class MeshRule implements AdvertisementRule {

    @Override
    public ExportReason check(PathAttributes attributes, FromPeer source, ExportTarget target) {
        return ExportReason.INTERNAL_TO_INTERNAL;
    }

    @Override
    public PathAttributes passOn(PathAttributes attributes, FromPeer source, ExportTarget target) {
        throw new IllegalStateException("a route of " + source.peer() + " must stay where it is");
    }
}
