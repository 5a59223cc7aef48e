package io.nightjar.rib.outbound;

import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.rib.route.RouteSource.FromPeer;

/** What internal peers hear about routes of other internal peers. Pure. */
public interface AdvertisementRule {

    /**
     * Whether peers of {@code target} may hear of a route.
     *
     * @param attributes of the route
     * @param source an internal peer
     * @param target internal peers
     * @return {@link ExportReason#ADVERTISED}, or why not
     */
    ExportReason check(PathAttributes attributes, FromPeer source, ExportTarget target);

    /** The attributes to pass on, for a route that {@link #check} let through. */
    PathAttributes passOn(PathAttributes attributes, FromPeer source, ExportTarget target);
}
