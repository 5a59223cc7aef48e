package io.nightjar.fsm.netty;

import io.nightjar.bgp.net.IpAddress;

/**
 * Where connections are accepted.
 *
 * @param address a local address, or the unspecified one for all of its family
 * @param port 1 to 65535, or 0 for any
 */
public record ListenAddress(IpAddress address, int port) implements Comparable<ListenAddress> {

    @Override
    public int compareTo(ListenAddress other) {
        int byAddress = address.compareTo(other.address);
        return byAddress != 0 ? byAddress : Integer.compare(port, other.port);
    }

    @Override
    public String toString() {
        return address + " port " + port;
    }
}
