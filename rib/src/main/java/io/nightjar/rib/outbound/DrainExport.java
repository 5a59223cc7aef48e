package io.nightjar.rib.outbound;

import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.Community;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.PathAttributes;
import java.util.List;

/**
 * What peers are told by a speaker that is about to go (RFC 8326 §4): everything, so that no packet is lost, but as the last
 * resort. The community says so to those who know it; LOCAL_PREF says it to everybody inside our AS.
 */
final class DrainExport {

    private static final LocalPref LAST_RESORT = new LocalPref(0);

    private DrainExport() {}

    static PathAttributes attributes(PathAttributes attributes, ExportTarget target) {
        if (!target.draining()) {
            return attributes;
        }
        PathAttributes marked = Communities.carries(attributes, Community.GRACEFUL_SHUTDOWN)
                ? attributes
                : attributes.with(attributes
                        .find(Communities.class)
                        .orElse(new Communities(List.of(), false))
                        .with(Community.GRACEFUL_SHUTDOWN));
        return target.internal() ? marked.with(LAST_RESORT) : marked;
    }
}
