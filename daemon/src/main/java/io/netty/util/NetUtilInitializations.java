package io.netty.util;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stands before Netty's class of this name on the class path. Netty lists the interfaces of the machine with their addresses before it
 * opens its first socket, and Java asks the kernel for each address, which looks for it among all of the device: with 20,000 service
 * addresses on kube-ipvs0 that takes ten seconds, with 200,000 a hundred times as long, for each command that talks to a running daemon, too.
 * Nothing here needs the list: Netty takes a machine's identity from it, which {@code io.netty.machineId} says, and the
 * interface of the loopback addresses, which only multicast asks for.
 */
final class NetUtilInitializations {

    private NetUtilInitializations() {}

    static Inet4Address createLocalhost4() {
        return (Inet4Address) localhost(new byte[] {127, 0, 0, 1});
    }

    static Inet6Address createLocalhost6() {
        return (Inet6Address) localhost(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
    }

    private static InetAddress localhost(byte[] address) {
        try {
            return InetAddress.getByAddress("localhost", address);
        } catch (UnknownHostException wrongLength) {
            throw new IllegalStateException(wrongLength);
        }
    }

    static Collection<NetworkInterface> networkInterfaces() {
        return List.of();
    }

    static NetworkIfaceAndInetAddress determineLoopback(
            Collection<NetworkInterface> none, Inet4Address localhost4, Inet6Address localhost6) {
        return new NetworkIfaceAndInetAddress(null, localhost4);
    }

    /** Netty's pair of this name. */
    record NetworkIfaceAndInetAddress(@Nullable NetworkInterface iface, InetAddress address) {}
}
