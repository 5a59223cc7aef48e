package io.nightjar.rib.config;

import io.nightjar.bgp.net.IpAddress;

/**
 * Where connections are accepted.
 *
 * @param address a local address, or the unspecified one for all of its family
 * @param port 1 to 65535
 */
public record ListenEndpoint(IpAddress address, int port) {

    /** RFC 4271 §8.2.1. */
    public static final int BGP_PORT = 179;
}
