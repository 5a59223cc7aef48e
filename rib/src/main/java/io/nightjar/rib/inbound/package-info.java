/**
 * What becomes of received routes before the decision (RFC 4271 §9, §9.1.1).
 *
 * <p>Receives an UPDATE's attributes and destinations; emits routes as the table holds them, each with a verdict from a
 * closed enum: loops, the import policy, or accepted. Routes that are not accepted stay in the Adj-RIB-In, so that a
 * policy can change without asking the peer to send everything again.
 *
 * <p>The check for the own AS is here. What RFC 4456 adds is behind the port {@link io.nightjar.rib.inbound.LoopCheck}.
 */
@NullMarked
package io.nightjar.rib.inbound;

import org.jspecify.annotations.NullMarked;
