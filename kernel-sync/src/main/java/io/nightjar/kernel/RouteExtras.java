package io.nightjar.kernel;

/**
 * What others may say of a route, and we never do. A route of ours that says it was changed by somebody.
 *
 * @param nextHopObject the object that stands for next hops ({@code ip nexthop}), by its number; 0 for none
 * @param options whether there is anything else: an MTU or another of the kernel's metrics, a realm, an encapsulation, a preference
 */
public record RouteExtras(long nextHopObject, boolean options) {

    public static final RouteExtras NONE = new RouteExtras(0, false);

    /** Mostly there is nothing, which is one object. */
    public static RouteExtras of(long nextHopObject, boolean options) {
        return nextHopObject == 0 && !options ? NONE : new RouteExtras(nextHopObject, options);
    }

    /** In the manner of {@code ip route}; empty for nothing. */
    @Override
    public String toString() {
        return (nextHopObject == 0 ? "" : " nhid " + nextHopObject) + (options ? " with further options" : "");
    }
}
