package io.nightjar.rib.outbound;

import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.attribute.ExtendedCommunities;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.net.AsNumber;

/** What external peers are told (RFC 4271 §5.1). */
final class EbgpExport {

    private EbgpExport() {}

    /** With our own AS in front of the path. */
    static PathAttributes prepended(PathAttributes attributes, AsNumber localAs) {
        // RFC 4271 §5.1.2 (b); RFC 5065 §5: what an internal peer says of its confederation stays in it
        AsPath path = attributes
                .find(AsPath.class)
                .orElse(AsPath.EMPTY)
                .withoutConfederation()
                .prepend(localAs);
        return attributes.with(path);
    }

    /** Without what stays inside. */
    static PathAttributes attributes(PathAttributes attributes) {
        PathAttributes announced = attributes
                // RFC 4271 §5.1.4: a received one goes no further than our AS; we set none ourselves
                .without(AttributeType.MULTI_EXIT_DISC)
                // RFC 4271 §5.1.5
                .without(AttributeType.LOCAL_PREF)
                // RFC 4456 §8: both are about this AS
                .without(AttributeType.ORIGINATOR_ID)
                .without(AttributeType.CLUSTER_LIST);
        return announced
                .find(ExtendedCommunities.class)
                .map(communities -> withTransitive(announced, communities.transitiveOnly()))
                .orElse(announced);
    }

    /** RFC 4360 §6. */
    private static PathAttributes withTransitive(PathAttributes attributes, ExtendedCommunities transitive) {
        return transitive.values().isEmpty()
                ? attributes.without(AttributeType.EXTENDED_COMMUNITIES)
                : attributes.with(transitive);
    }
}
