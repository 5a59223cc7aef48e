package io.nightjar.bgp.mrt;

import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;

/**
 * A peer of the speaker that wrote a table (RFC 6396 §4.3.1).
 *
 * @param identifier 0.0.0.0 where it is not known
 */
public record MrtPeer(BgpIdentifier identifier, IpAddress address, AsNumber asNumber) {}
