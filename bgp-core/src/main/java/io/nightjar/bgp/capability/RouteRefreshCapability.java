package io.nightjar.bgp.capability;

/** The sender understands ROUTE-REFRESH (RFC 2918 §2). */
public record RouteRefreshCapability() implements Capability {

    public static final int CODE = 2;

    @Override
    public int code() {
        return CODE;
    }
}
