package io.nightjar.bgp.error;

/** Subcodes of the ROUTE-REFRESH Message Error (RFC 7313 §5). */
public final class RouteRefreshSubcode {

    public static final int INVALID_MESSAGE_LENGTH = 1;

    private RouteRefreshSubcode() {}
}
