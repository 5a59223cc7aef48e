package io.nightjar.bgp.message;

import io.nightjar.bgp.net.AddressFamily;

/**
 * A ROUTE-REFRESH (RFC 2918 §3), with the subtype that RFC 7313 §3 made of the reserved octet.
 *
 * @param family what to advertise again
 * @param subtype {@link #REQUEST}, {@link #BEGIN}, {@link #END}, or a value to be ignored
 */
public record RouteRefreshMessage(AddressFamily family, int subtype) implements BgpMessage {

    /** A normal request (RFC 2918). */
    public static final int REQUEST = 0;

    /** Beginning of Route Refresh (RFC 7313). */
    public static final int BEGIN = 1;

    /** End of Route Refresh (RFC 7313). */
    public static final int END = 2;

    @Override
    public MessageType type() {
        return MessageType.ROUTE_REFRESH;
    }
}
