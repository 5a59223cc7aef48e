/**
 * Path attributes as immutable values (RFC 4271 §5 and the RFCs that added to it).
 *
 * <p>Owns one record per attribute that we speak, {@link io.nightjar.bgp.attribute.UnknownAttribute} for optional ones
 * that we only carry, and {@link io.nightjar.bgp.attribute.PathAttributes}, the set that a route has. AS numbers are
 * four octets wide everywhere; the codec narrows and merges them at the border (RFC 6793).
 *
 * <p>Sets (communities) are sorted at birth, so equal sets are equal values and encode to equal octets.
 *
 * <p>Refuses what the wire may carry but a route may not: a type twice, a segment without numbers.
 */
@NullMarked
package io.nightjar.bgp.attribute;

import org.jspecify.annotations.NullMarked;
