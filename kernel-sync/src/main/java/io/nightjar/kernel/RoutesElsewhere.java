package io.nightjar.kernel;

import io.nightjar.bgp.net.Afi;

/**
 * Routes of ours in a table that is not kept: a predecessor's, or another speaker's.
 *
 * @param afi the family
 * @param table the other table
 * @param routes how many there are
 */
public record RoutesElsewhere(Afi afi, int table, int routes) {

    /** What removes them. */
    String removal() {
        return "ip -" + (afi.equals(Afi.IPV4) ? 4 : 6) + " route flush table " + table + " proto bird";
    }
}
