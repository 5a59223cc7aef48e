package io.nightjar.rib.policy;

import java.util.List;

/**
 * What a policy decided about a route, and why.
 *
 * @param action accept or reject
 * @param origin the {@link PolicyRule#origin()} of the rule that decided, or a sentence when none did
 * @param operations what is changed about the route, in this order
 */
public record Verdict(RouteAction action, String origin, List<RouteOperation> operations) {

    /** No rule matches, and the route is accepted as it is: what most policies say about most routes. */
    public static final Verdict ACCEPTED = new Verdict(RouteAction.ACCEPT, "no rule matches");

    /** No rule matches, and the route is rejected. */
    static final Verdict REJECTED = new Verdict(RouteAction.REJECT, ACCEPTED.origin);

    public Verdict {
        operations = List.copyOf(operations);
    }

    /** A verdict that leaves the route as it is. */
    public Verdict(RouteAction action, String origin) {
        this(action, origin, List.of());
    }

    public boolean accepted() {
        return action == RouteAction.ACCEPT;
    }
}
