package io.nightjar.bgp.mrt;

import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.IpAddress;

/**
 * Between whom something was seen (RFC 6396 §4.4).
 *
 * @param interfaceIndex 0 where it does not matter
 */
public record Bgp4mpSession(
        AsNumber peerAs, AsNumber localAs, int interfaceIndex, IpAddress peerAddress, IpAddress localAddress) {}
