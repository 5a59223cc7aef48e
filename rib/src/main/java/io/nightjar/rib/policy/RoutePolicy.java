package io.nightjar.rib.policy;

import io.nightjar.rib.route.Route;
import java.util.ArrayList;
import java.util.List;

/**
 * An ordered list of rules; the first one that matches and does not say to go on decides. A value, so that two policies can
 * be compared.
 *
 * @param rules in the order of evaluation
 * @param otherwise what happens to a route about which no rule decides
 */
public record RoutePolicy(List<PolicyRule> rules, RouteAction otherwise) {

    public static final RoutePolicy ACCEPT_ALL = new RoutePolicy(List.of(), RouteAction.ACCEPT);

    public static final RoutePolicy REJECT_ALL = new RoutePolicy(List.of(), RouteAction.REJECT);

    public RoutePolicy {
        rules = List.copyOf(rules);
        if (otherwise == RouteAction.CONTINUE) {
            throw new IllegalArgumentException("a policy has to end");
        }
    }

    /** The decision about a route, and what made it, as far as can be said without knowing how next hops are reached. */
    public Verdict evaluate(Route route) {
        return evaluate(route, RouteDevices.OF_THE_KERNEL);
    }

    /** The decision about a route, and what made it. */
    public Verdict evaluate(Route route, RouteDevices devices) {
        Route current = route;
        List<RouteOperation> operations = List.of();
        for (int i = 0; i < rules.size(); i++) {
            PolicyRule rule = rules.get(i);
            if (rule.matches(current, devices)) {
                if (!rule.operations().isEmpty()) {
                    operations = more(operations, rule, route);
                    current = route.withAttributes(RouteOperation.applyAll(operations, route.attributes()));
                }
                if (rule.action() != RouteAction.CONTINUE) {
                    return verdict(rule.action(), rule.origin(), operations);
                }
            }
        }
        if (otherwise == RouteAction.REJECT) {
            return Verdict.REJECTED;
        }
        return operations.isEmpty() ? Verdict.ACCEPTED : new Verdict(otherwise, Verdict.ACCEPTED.origin(), operations);
    }

    private static List<RouteOperation> more(List<RouteOperation> before, PolicyRule rule, Route route) {
        List<RouteOperation> all = new ArrayList<>(before);
        rule.operations().forEach(operation -> all.add(operation.of(route.source())));
        return all;
    }

    /** Nothing is changed about what is rejected. */
    private static Verdict verdict(RouteAction action, String origin, List<RouteOperation> operations) {
        return new Verdict(action, origin, action == RouteAction.ACCEPT ? operations : List.of());
    }
}
