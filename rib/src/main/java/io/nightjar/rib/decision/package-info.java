/**
 * The decision process (RFC 4271 §9.1): which of the routes to a destination is used, and why.
 *
 * <p>Receives the set of acceptable routes to one destination, each with the answer about its next hop; emits the best
 * one, the step that decided, and for each other route the step that eliminated it. It is a pure function of the set:
 * the order of arrival has no influence, which is why MULTI_EXIT_DISC is compared in groups of the same neighbouring AS and
 * not in pairs.
 *
 * <p>The order of the steps is that of RFC 4271 §9.1.2.2 with the additions of RFC 4456 §9, preceded by the preference of
 * the source as BIRD has it: what starts here wins over what was learned. Two departures, both BIRD's: a destination
 * whose routes all have unreachable next hops keeps a best route, marked as unreachable, so that packets to it are
 * refused instead of taking a less specific way; and the last step compares names of peers, so that two sessions to one
 * address cannot tie. RFC 5004 (prefer the older route) is not used: it depends on the order of arrival.
 */
@NullMarked
package io.nightjar.rib.decision;

import org.jspecify.annotations.NullMarked;
