package io.nightjar.fsm.netty;

import io.nightjar.bgp.net.IpAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;

/** Between our addresses and those of the Java platform, without ever asking a resolver. */
final class SocketAddresses {

    private SocketAddresses() {}

    static InetSocketAddress of(IpAddress address, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address.toBytes()), port);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The address in {@code address}; an IPv4-mapped one comes out as IPv4, because the platform does that. */
    static IpAddress ipOf(SocketAddress address) {
        if (address instanceof InetSocketAddress inet && inet.getAddress() != null) {
            return IpAddress.ofBytes(inet.getAddress().getAddress());
        }
        throw new IllegalArgumentException("not an IP socket address: " + address);
    }
}
