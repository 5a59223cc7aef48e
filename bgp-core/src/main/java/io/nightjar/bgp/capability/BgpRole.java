package io.nightjar.bgp.capability;

import java.util.Arrays;
import java.util.Optional;

/** The roles of RFC 9234 §4.1: what a speaker is to its external peer. */
public enum BgpRole {
    PROVIDER(0),
    ROUTE_SERVER(1),
    ROUTE_SERVER_CLIENT(2),
    CUSTOMER(3),
    PEER(4);

    private final int code;

    BgpRole(int code) {
        this.code = code;
    }

    /** The octet on the wire. */
    public int code() {
        return code;
    }

    /** The role with this octet, or nothing for one that is not assigned. */
    public static Optional<BgpRole> ofCode(int code) {
        return Arrays.stream(values()).filter(role -> role.code == code).findFirst();
    }

    /** RFC 9234 §4.2: what the other side must be. */
    public BgpRole counterpart() {
        return switch (this) {
            case PROVIDER -> CUSTOMER;
            case CUSTOMER -> PROVIDER;
            case ROUTE_SERVER -> ROUTE_SERVER_CLIENT;
            case ROUTE_SERVER_CLIENT -> ROUTE_SERVER;
            case PEER -> PEER;
        };
    }
}
