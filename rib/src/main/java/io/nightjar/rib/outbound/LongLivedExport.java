package io.nightjar.rib.outbound;

import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.Community;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.PathAttributes;

/** Who hears of routes that have been stale for long, and how (RFC 9494 §4.3, §4.6). */
final class LongLivedExport {

    private static final LocalPref LAST_RESORT = new LocalPref(0);

    private LongLivedExport() {}

    /** RFC 9494 §4.3: who does not know them would take them for good; inside the AS §4.6 has a way. */
    static boolean stays(PathAttributes attributes, ExportTarget target) {
        return isLongLivedStale(attributes) && !target.longLived() && !target.internal();
    }

    /** RFC 9494 §4.6: to internal peers that do not know them, they are the last resort and go no further. */
    static PathAttributes attributes(PathAttributes attributes, ExportTarget target) {
        if (!isLongLivedStale(attributes) || target.longLived()) {
            return attributes;
        }
        Communities communities = attributes.find(Communities.class).orElseThrow();
        return attributes.with(communities.with(Community.NO_EXPORT)).with(LAST_RESORT);
    }

    private static boolean isLongLivedStale(PathAttributes attributes) {
        return Communities.carries(attributes, Community.LLGR_STALE);
    }
}
