/**
 * Peers as configured and sessions as negotiated, as values that the session, the table and the daemon share.
 *
 * <p>{@link io.nightjar.bgp.peer.PeerConfig} holds exactly what the TCP connection or the OPEN carries, so "does this
 * session have to restart" is an equality test. {@link io.nightjar.bgp.peer.NegotiatedSession} is what came out of two
 * OPENs.
 */
@NullMarked
package io.nightjar.bgp.peer;

import org.jspecify.annotations.NullMarked;
