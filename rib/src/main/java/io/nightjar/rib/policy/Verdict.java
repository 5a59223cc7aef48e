package io.nightjar.rib.policy;

/**
 * What a policy decided about a route, and why.
 *
 * @param action accept or reject
 * @param origin the {@link PolicyRule#origin()} of the rule that decided, or a sentence when none did
 */
public record Verdict(RouteAction action, String origin) {

    public boolean accepted() {
        return action == RouteAction.ACCEPT;
    }
}
