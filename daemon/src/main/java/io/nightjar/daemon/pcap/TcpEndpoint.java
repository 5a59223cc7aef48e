package io.nightjar.daemon.pcap;

import io.nightjar.bgp.net.IpAddress;

/** One end of a connection. */
public record TcpEndpoint(IpAddress address, int port) implements Comparable<TcpEndpoint> {

    @Override
    public int compareTo(TcpEndpoint other) {
        int byAddress = address.compareTo(other.address);
        return byAddress != 0 ? byAddress : Integer.compare(port, other.port);
    }

    @Override
    public String toString() {
        return address + " port " + port;
    }
}
