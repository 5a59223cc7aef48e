/**
 * The five BGP messages as immutable values.
 *
 * <p>Owns what a message says, not how it is written: records of addresses, attributes and capabilities without octets
 * or buffers. The codec makes them from frames and frames from them; the session machine decides by their kind; the
 * table reads routes out of UPDATEs.
 *
 * <p>A value of these types is well formed by construction, but not yet acceptable: whether an AS number, a hold time or
 * an attribute may be used is decided by the OPEN negotiation and the UPDATE validator.
 */
@NullMarked
package io.nightjar.bgp.message;

import org.jspecify.annotations.NullMarked;
