package io.nightjar.calico.model;

import io.nightjar.bgp.net.BgpIdentifier;
import org.jspecify.annotations.Nullable;

/** Standalone route reflectors: a JSON object with the address and perhaps a cluster id. */
final class RouteReflectorParser {

    static final ObjectParser PARSER = ObjectParser.of("/calico/bgp/v1/rr_v([46])/[^/]+", (key, value) -> {
        JsonObject json = JsonObject.parse(value);
        return new RouteReflector(
                key.group(),
                Scalars.address(json.text("ip"), Scalars.family(key.group(1))),
                clusterId(json.textOrEmpty("cluster_id")));
    });

    private RouteReflectorParser() {}

    private static @Nullable BgpIdentifier clusterId(String text) throws MalformedObjectException {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return BgpIdentifier.parse(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedObjectException("'cluster_id' is " + Scalars.quote(text));
        }
    }
}
