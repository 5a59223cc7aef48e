package io.nightjar.rib.table;

import io.nightjar.rib.route.Route;

/**
 * One of the routes to a destination that peers may be told of beside each other (RFC 7911).
 *
 * @param pathId ours, 1 or more: different for each route to the destination, and the same as long as the route is there
 * @param route as it takes part in the decision
 */
public record OfferedPath(long pathId, Route route) {}
