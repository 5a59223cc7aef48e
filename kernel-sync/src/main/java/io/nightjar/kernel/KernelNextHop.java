package io.nightjar.kernel;

import io.nightjar.bgp.net.IpAddress;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a unicast route sends packets.
 *
 * @param gateway the router; null when the destination is on the link itself
 * @param interfaceIndex the link; 0 when the kernel shall find it by the gateway
 * @param weight the share of this hop among several, 1 to 256
 * @param onlink the gateway is reached on that link even if no address there covers it
 */
public record KernelNextHop(@Nullable IpAddress gateway, int interfaceIndex, int weight, boolean onlink)
        implements Comparable<KernelNextHop> {

    private static final Comparator<KernelNextHop> ORDER = Comparator.<KernelNextHop, IpAddress>comparing(
                    KernelNextHop::gateway, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparingInt(KernelNextHop::interfaceIndex)
            .thenComparingInt(KernelNextHop::weight)
            .thenComparing(KernelNextHop::onlink);

    public KernelNextHop {
        if (interfaceIndex < 0 || weight < 1 || weight > 256) {
            throw new IllegalArgumentException(
                    "next hop out of range: interface " + interfaceIndex + ", weight " + weight);
        }
    }

    /** A router on a link. */
    public static KernelNextHop via(IpAddress gateway, int interfaceIndex) {
        return new KernelNextHop(gateway, interfaceIndex, 1, false);
    }

    /** The link itself. */
    public static KernelNextHop device(int interfaceIndex) {
        return new KernelNextHop(null, interfaceIndex, 1, false);
    }

    /** Whether both lead to one router over one link: in IPv6 the kernel takes them for one hop, whatever else they say. */
    public boolean sameNeighbour(KernelNextHop other) {
        return interfaceIndex == other.interfaceIndex && Objects.equals(gateway, other.gateway);
    }

    /** The same as the only hop of a route, which has nobody to share with. */
    KernelNextHop alone() {
        return weight == 1 ? this : new KernelNextHop(gateway, interfaceIndex, 1, onlink);
    }

    @Override
    public int compareTo(KernelNextHop other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        String text = gateway == null ? "dev " + interfaceIndex : "via " + gateway + " dev " + interfaceIndex;
        return text + (weight == 1 ? "" : " weight " + weight) + (onlink ? " onlink" : "");
    }
}
