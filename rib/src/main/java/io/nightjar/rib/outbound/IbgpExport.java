package io.nightjar.rib.outbound;

import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.PathAttributes;

/** What internal peers are told (RFC 4271 §5.1). */
final class IbgpExport {

    private IbgpExport() {}

    static PathAttributes attributes(PathAttributes attributes) {
        // RFC 4271 §5.1.5: always present towards internal peers
        return attributes.contains(AttributeType.LOCAL_PREF) ? attributes : attributes.with(LocalPref.DEFAULT);
    }
}
