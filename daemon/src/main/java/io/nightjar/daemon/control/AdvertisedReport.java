package io.nightjar.daemon.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a peer is told, and what not. The JSON has the same names.
 *
 * @param peer its name
 * @param routes by prefix: what it is told, and the best path to each destination that it is not told of
 * @param next where the rest begins: to be given as {@code after}; null if this is all
 */
public record AdvertisedReport(
        String peer, List<Route> routes, @Nullable String next) {

    public AdvertisedReport {
        routes = List.copyOf(routes);
    }

    /** All of it. */
    public AdvertisedReport(String peer, List<Route> routes) {
        this(peer, routes, null);
    }

    /**
     * A route.
     *
     * @param prefix in text form
     * @param pathId the path identifier that is sent (RFC 7911); null without one
     * @param advertised whether the peer is told
     * @param reason {@code ADVERTISED}, or why not
     * @param rule the policy rule that decided; null if it was not the policy
     * @param nextHop as told; null when the peer is not told, and the route starts here
     * @param attributes as told; those of the best path when the peer is not told
     */
    public record Route(
            String prefix,
            @Nullable Long pathId,
            boolean advertised,
            String reason,
            @Nullable String rule,
            @Nullable String nextHop,
            List<RoutesReport.Attribute> attributes) {

        public Route {
            attributes = List.copyOf(attributes);
        }

        /** About so many octets it has as JSON. */
        public int weight() {
            return RoutesReport.OVERHEAD + RoutesReport.Attribute.weight(attributes);
        }
    }
}
