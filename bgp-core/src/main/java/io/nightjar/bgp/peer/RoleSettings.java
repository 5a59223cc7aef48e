package io.nightjar.bgp.peer;

import io.nightjar.bgp.capability.BgpRole;

/**
 * Our role towards an external peer (RFC 9234 §4).
 *
 * @param role what we are
 * @param strict whether a peer that names no role is refused
 */
public record RoleSettings(BgpRole role, boolean strict) {}
