package io.nightjar.rib.policy;

import io.nightjar.rib.route.Route;
import java.util.List;

/**
 * One rule of a policy.
 *
 * @param match which destinations it is about
 * @param source which of the routes to them
 * @param condition what else is asked about them
 * @param action what happens to them
 * @param operations what is changed about them; nothing about those that are rejected
 * @param origin the object that the rule comes from, for people: {@code block 192.168.18.64/26}
 */
public record PolicyRule(
        PrefixMatch match,
        SourceMatch source,
        RouteCondition condition,
        RouteAction action,
        List<RouteOperation> operations,
        String origin) {

    public PolicyRule {
        operations = List.copyOf(operations);
        if (action == RouteAction.REJECT && !operations.isEmpty()) {
            throw new IllegalArgumentException(origin + " changes what it rejects");
        }
    }

    /** A rule about routes of some source to some destinations, which changes nothing. */
    public PolicyRule(PrefixMatch match, SourceMatch source, RouteAction action, String origin) {
        this(match, source, RouteCondition.NONE, action, List.of(), origin);
    }

    /** A rule about all routes to some destinations. */
    public PolicyRule(PrefixMatch match, RouteAction action, String origin) {
        this(match, SourceMatch.ANY, action, origin);
    }

    /** Whether it is about this route, as far as can be said without knowing how next hops are reached. */
    public boolean matches(Route route) {
        return matches(route, RouteDevices.OF_THE_KERNEL);
    }

    public boolean matches(Route route, RouteDevices devices) {
        return match.matches(route.prefix()) && source.matches(route.source()) && condition.holds(route, devices);
    }
}
