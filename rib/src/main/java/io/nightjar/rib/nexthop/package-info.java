/**
 * Reachability of next hops (RFC 4271 §9.1.2.1), as told by whoever watches the kernel.
 *
 * <p>The table asks; it never looks into the kernel itself. A change in the kernel arrives as a new resolver together
 * with the prefixes inside which it may answer differently, and the table compares the answers for the next hops that it uses there.
 */
@NullMarked
package io.nightjar.rib.nexthop;

import org.jspecify.annotations.NullMarked;
