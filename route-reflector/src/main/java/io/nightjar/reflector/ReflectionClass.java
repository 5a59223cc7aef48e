package io.nightjar.reflector;

import io.nightjar.rib.outbound.ExportTarget;
import io.nightjar.rib.route.RouteSource.FromPeer;

/** What a peer is to a reflector (RFC 4456 §6). */
public enum ReflectionClass {
    /** An internal peer that we reflect for. */
    CLIENT,
    /** An internal peer that hears other internal routes from their sources. */
    NON_CLIENT,
    /** A peer in another AS; reflection does not concern it. */
    EXTERNAL;

    /** The class of the peer that a route came from. */
    public static ReflectionClass of(FromPeer source) {
        return of(source.internal(), source.clientClusterId() != null);
    }

    /** The class of the peers that a route may go to. */
    public static ReflectionClass of(ExportTarget target) {
        return of(target.internal(), target.clientClusterId() != null);
    }

    private static ReflectionClass of(boolean internal, boolean client) {
        if (!internal) {
            return EXTERNAL;
        }
        return client ? CLIENT : NON_CLIENT;
    }
}
