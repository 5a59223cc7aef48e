package io.nightjar.rib.outbound;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.rib.config.PeerPolicy.NextHopMode;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource;
import io.nightjar.rib.route.RouteSource.FromPeer;
import org.jspecify.annotations.Nullable;

/** Which next hop peers are told (RFC 4271 §5.1.3, RFC 8950 §4). */
final class NextHopExport {

    private NextHopExport() {}

    /** The next hop to announce; null if there is none that the peers can take. */
    static @Nullable IpAddress nextHop(Route best, ExportTarget target) {
        IpAddress received = best.nextHop();
        if (received == null || self(target) || isOnLinkOnly(best, received)) {
            return taken(target.localAddress(), best, target);
        }
        IpAddress kept = taken(received, best, target);
        return kept == null && inOurPlace(best, target) ? taken(target.localAddress(), best, target) : kept;
    }

    /** The kernel's gateways may be link-local; nobody else could make anything of that. */
    private static boolean isOnLinkOnly(Route best, IpAddress gateway) {
        return best.source().kind() == RouteSource.Kind.KERNEL && gateway.isLinkLocal();
    }

    /** Why {@link #nextHop} has found nothing. */
    static ExportReason whyNone(Route best, ExportTarget target) {
        boolean keptIpv6 = isExtended(best) && !self(target);
        return keptIpv6 ? ExportReason.EXTENDED_NEXT_HOP : ExportReason.NO_NEXT_HOP_OF_FAMILY;
    }

    private static boolean self(ExportTarget target) {
        return switch (target.nextHop()) {
            case AUTO -> !target.internal();
            case SELF -> true;
            case KEEP -> false;
        };
    }

    /**
     * RFC 8950 §4: who does not take an IPv6 next hop for IPv4 can be offered ourselves. Not for a route that is reflected: a
     * reflector need not forward what it reflects (RFC 4456 §10).
     */
    private static boolean inOurPlace(Route best, ExportTarget target) {
        boolean reflected = best.source() instanceof FromPeer source && source.internal() && target.internal();
        return isExtended(best) && target.nextHop() == NextHopMode.AUTO && !reflected;
    }

    private static boolean isExtended(Route best) {
        IpAddress received = best.nextHop();
        return received != null
                && received.afi().equals(Afi.IPV6)
                && best.prefix().afi().equals(Afi.IPV4);
    }

    private static @Nullable IpAddress taken(IpAddress address, Route best, ExportTarget target) {
        boolean taken = best.prefix().afi().equals(Afi.IPV4)
                ? target.codec().takesIpv4NextHop(address.afi())
                : address.afi().equals(best.prefix().afi());
        return taken ? address : null;
    }
}
