package io.nightjar.daemon.explain;

import io.nightjar.rib.config.OriginatedRoute;
import org.jspecify.annotations.Nullable;

/** The route of the configuration in force that starts here. */
final class Originated {

    private Originated() {}

    /** Null if there is none to the destination. */
    static @Nullable OriginatedRoute of(Facts facts) {
        for (OriginatedRoute route : facts.config().originated()) {
            if (route.prefix().equals(facts.prefix())) {
                return route;
            }
        }
        return null;
    }
}
