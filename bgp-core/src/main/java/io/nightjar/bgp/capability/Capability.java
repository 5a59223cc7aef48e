package io.nightjar.bgp.capability;

/** One capability of an OPEN (RFC 5492 §4). */
public sealed interface Capability
        permits MultiprotocolCapability,
                RouteRefreshCapability,
                ExtendedNextHopCapability,
                ExtendedMessageCapability,
                RoleCapability,
                GracefulRestartCapability,
                FourOctetAsCapability,
                AddPathCapability,
                EnhancedRouteRefreshCapability,
                LongLivedGracefulRestartCapability,
                UnknownCapability {

    /** The capability code, 0 to 255. */
    int code();
}
