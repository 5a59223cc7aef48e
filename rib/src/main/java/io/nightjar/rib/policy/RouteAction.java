package io.nightjar.rib.policy;

/** What a policy decides about a route. */
public enum RouteAction {
    ACCEPT,
    REJECT
}
