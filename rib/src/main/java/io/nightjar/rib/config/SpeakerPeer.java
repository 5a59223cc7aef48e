package io.nightjar.rib.config;

import io.nightjar.bgp.peer.PeerConfig;

/**
 * A configured peer.
 *
 * @param session what the connection and the OPEN carry; a change restarts the session
 * @param policy what happens to its routes; a change re-evaluates them
 */
public record SpeakerPeer(PeerConfig session, PeerPolicy policy) {}
