/**
 * What a route is, and where it came from.
 *
 * <p>Owns the values that all of the table shares: {@link io.nightjar.rib.route.Route} with the attributes that it has
 * inside this speaker, {@link io.nightjar.rib.route.RouteSource}, and a route together with the answer about its next
 * hop. Inside the table a route never has MP_REACH_NLRI or MP_UNREACH_NLRI: NEXT_HOP holds the next hop of either
 * family, and the encoder puts it where the wire wants it.
 */
@NullMarked
package io.nightjar.rib.route;

import org.jspecify.annotations.NullMarked;
