package io.nightjar.rib.engine;

import io.nightjar.rib.inbound.LoopCheck;
import io.nightjar.rib.outbound.AdvertisementRule;
import io.nightjar.rib.outbound.MeshRule;

/**
 * What is different between a speaker of a full mesh and a route reflector.
 *
 * @param loopCheck beyond the one for the own AS
 * @param internal what internal peers hear about routes of internal peers
 */
public record RoutingRules(LoopCheck loopCheck, AdvertisementRule internal) {

    /** RFC 4271 alone: all internal peers have sessions with each other. */
    public static final RoutingRules FULL_MESH = new RoutingRules(LoopCheck.NONE, new MeshRule());
}
