package io.nightjar.conformance.interop;

import java.util.List;
import java.util.Set;

/**
 * One speaker's side of a session.
 *
 * @param name what this side calls the other
 * @param own where this side stands
 * @param other where the other side stands
 * @param otherAs the other side's autonomous system
 * @param overIpv6 whether addresses are IPv6
 * @param options what else this side is told
 * @param exports the prefixes that the other side is told; everything if empty
 */
record BgpSession(
        String name,
        Station own,
        Station other,
        long otherAs,
        boolean overIpv6,
        Set<SessionOption> options,
        List<String> exports) {

    private static final String PASSWORD = "only-for-tests";

    /** How long routes are long-lived, in seconds. */
    static final int LONG_TIME = 3600;

    /** How many hops a neighbor beyond a router is away. */
    static final int HOPS = 2;

    BgpSession {
        options = Set.copyOf(options);
        exports = List.copyOf(exports);
    }

    boolean has(SessionOption option) {
        return options.contains(option);
    }

    /** Whether its routes are IPv6. */
    boolean carriesIpv6() {
        return overIpv6 && !has(SessionOption.EXTENDED_NEXT_HOP);
    }

    /** Whether its packets are signed. */
    boolean isSigned() {
        return has(SessionOption.MD5) || has(SessionOption.WRONG_KEY);
    }

    /** The key of MD5 signatures; empty without them. */
    String password() {
        String wrong = has(SessionOption.WRONG_KEY) ? "not-" + PASSWORD : PASSWORD;
        return isSigned() ? wrong : "";
    }

    String ownAddress() {
        return address(own);
    }

    String otherAddress() {
        return address(other);
    }

    private String address(Station station) {
        if (has(SessionOption.MULTIHOP)) {
            return station.loopback();
        }
        return overIpv6 ? station.address6() : station.address();
    }
}
