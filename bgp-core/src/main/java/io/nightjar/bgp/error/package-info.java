/**
 * What can be wrong, and what has to happen about it.
 *
 * <p>Owns the NOTIFICATION codes and subcodes (each constant with its RFC), the faults of an UPDATE with their RFC 7606
 * treatment, and the one exception of this module. Faults in the framing and in OPENs end a session and are thrown as
 * {@link io.nightjar.bgp.error.BgpProtocolException} with the exact NOTIFICATION; faults in UPDATEs are data, because
 * most of them must not end anything.
 */
@NullMarked
package io.nightjar.bgp.error;

import org.jspecify.annotations.NullMarked;
