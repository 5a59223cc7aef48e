package io.nightjar.rib.policy;

import io.nightjar.rib.route.Route;

/**
 * One rule of a policy.
 *
 * @param match which destinations it is about
 * @param source which of the routes to them
 * @param action what happens to them; evaluation ends here
 * @param origin the object that the rule comes from, for people: {@code block 192.168.18.64/26}
 */
public record PolicyRule(PrefixMatch match, SourceMatch source, RouteAction action, String origin) {

    /** A rule about all routes to some destinations. */
    public PolicyRule(PrefixMatch match, RouteAction action, String origin) {
        this(match, SourceMatch.ANY, action, origin);
    }

    public boolean matches(Route route) {
        return match.matches(route.prefix()) && source.matches(route.source());
    }
}
