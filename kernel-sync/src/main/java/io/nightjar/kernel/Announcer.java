package io.nightjar.kernel;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.peer.PeerId;

/**
 * Who announces routes of one family, and says when these are all (RFC 4724 §2).
 *
 * @param peer the session's name
 * @param family of the routes
 */
public record Announcer(PeerId peer, AddressFamily family) {}
