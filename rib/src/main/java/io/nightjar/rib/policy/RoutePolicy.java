package io.nightjar.rib.policy;

import io.nightjar.rib.route.Route;
import java.util.List;

/**
 * An ordered list of rules; the first one that matches decides. A value, so that two policies can be compared.
 *
 * @param rules in the order of evaluation
 * @param otherwise what happens to a route that no rule matches
 */
public record RoutePolicy(List<PolicyRule> rules, RouteAction otherwise) {

    public static final RoutePolicy ACCEPT_ALL = new RoutePolicy(List.of(), RouteAction.ACCEPT);

    public static final RoutePolicy REJECT_ALL = new RoutePolicy(List.of(), RouteAction.REJECT);

    private static final String OTHERWISE = "no rule matches";

    public RoutePolicy {
        rules = List.copyOf(rules);
    }

    /** The decision about a route, and what made it. */
    public Verdict evaluate(Route route) {
        for (PolicyRule rule : rules) {
            if (rule.matches(route)) {
                return new Verdict(rule.action(), rule.origin());
            }
        }
        return new Verdict(otherwise, OTHERWISE);
    }
}
