package io.nightjar.rib.policy;

/** What a rule decides about a route. */
public enum RouteAction {
    /** It is taken; no further rule is asked. */
    ACCEPT,
    /** It is not taken; no further rule is asked. */
    REJECT,
    /** Further rules decide about it as it is now. */
    CONTINUE
}
