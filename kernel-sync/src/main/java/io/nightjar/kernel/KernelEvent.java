package io.nightjar.kernel;

/** What the kernel tells on its own. Echoes of our own writes are not among the events. */
public sealed interface KernelEvent {

    /**
     * Somebody has added a route.
     *
     * @param route the new one
     * @param place where it stands among those with the same key
     */
    record RouteAdded(KernelRoute route, Place place) implements KernelEvent {}

    /** Where a new route stands among those with the same key, of which the first one forwards. */
    enum Place {
        /** Before them. */
        IN_FRONT,
        /** Behind them, or there was none. */
        BEHIND,
        /** In the place of the first one. */
        INSTEAD
    }

    /** Somebody has removed a route. */
    record RouteRemoved(KernelRoute route) implements KernelEvent {}

    /** A link has appeared or changed. */
    record LinkChanged(KernelLink link) implements KernelEvent {}

    /** A link is gone, and all routes over it. */
    record LinkRemoved(int interfaceIndex) implements KernelEvent {}

    /** An address has appeared or can now be used. */
    record AddressAdded(KernelAddress address) implements KernelEvent {}

    /** An address is gone. */
    record AddressRemoved(KernelAddress address) implements KernelEvent {}

    /**
     * An object that routes of others may name in the place of next hops ({@code ip nexthop}) is gone, or is not what it was. The IPv4
     * routes that name it go with it, and nothing is told about them.
     */
    record NextHopObjectChanged() implements KernelEvent {}

    /** Something happened that nobody told: only a full scan helps. */
    record EventsLost(String reason) implements KernelEvent {}
}
