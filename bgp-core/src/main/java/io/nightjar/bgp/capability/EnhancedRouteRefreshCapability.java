package io.nightjar.bgp.capability;

/** The sender marks the beginning and the end of what it advertises again (RFC 7313 §3.1). */
public record EnhancedRouteRefreshCapability() implements Capability {

    public static final int CODE = 70;

    @Override
    public int code() {
        return CODE;
    }
}
