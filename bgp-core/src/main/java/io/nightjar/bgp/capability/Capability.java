package io.nightjar.bgp.capability;

/** One capability of an OPEN (RFC 5492 §4). */
public sealed interface Capability
        permits MultiprotocolCapability, RouteRefreshCapability, FourOctetAsCapability, UnknownCapability {

    /** The capability code, 0 to 255. */
    int code();
}
