/**
 * The capabilities that an OPEN may carry (RFC 5492).
 *
 * <p>Owns one record per capability that we speak, and {@link io.nightjar.bgp.capability.UnknownCapability} for all
 * others, which keeps code and octets so that they can be shown. What two speakers make of their capabilities is decided
 * in the session's OPEN negotiation, not here.
 */
@NullMarked
package io.nightjar.bgp.capability;

import org.jspecify.annotations.NullMarked;
