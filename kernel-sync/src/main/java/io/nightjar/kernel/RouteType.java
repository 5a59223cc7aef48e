package io.nightjar.kernel;

import org.jspecify.annotations.Nullable;

/** What the kernel does with packets that match a route: the closed set of {@code rtm_type}. */
public enum RouteType {
    UNICAST(1),
    LOCAL(2),
    BROADCAST(3),
    ANYCAST(4),
    MULTICAST(5),
    BLACKHOLE(6),
    UNREACHABLE(7),
    PROHIBIT(8),
    THROW(9),
    NAT(10),
    XRESOLVE(11);

    private final int number;

    RouteType(int number) {
        this.number = number;
    }

    /** The number on the wire. */
    public int number() {
        return number;
    }

    /** The type with that number, or null if there is none: kernels grow. */
    public static @Nullable RouteType ofNumber(int number) {
        return number >= 1 && number <= values().length ? values()[number - 1] : null;
    }

    /** Whether packets are dropped here instead of being sent somewhere: no next hops. */
    public boolean discards() {
        return this == BLACKHOLE || this == UNREACHABLE || this == PROHIBIT;
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
