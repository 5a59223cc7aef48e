package io.nightjar.kernel.netlink;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Ipv4Address;
import io.nightjar.bgp.net.Ipv6Address;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.KernelNextHop;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.RouteAttributes;
import io.nightjar.kernel.RouteExtras;
import io.nightjar.kernel.RouteType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code RTM_…ROUTE}: {@code struct rtmsg} and attributes, in the order in which BIRD writes them. */
final class RouteMessageCodec {

    private static final int HEADER_LENGTH = 12;
    private static final int NEXT_HOP_LENGTH = 8;
    private static final int RTA_DST = 1;
    private static final int RTA_IIF = 3;
    private static final int RTA_OIF = 4;
    private static final int RTA_GATEWAY = 5;
    private static final int RTA_PRIORITY = 6;
    private static final int RTA_PREFSRC = 7;
    private static final int RTA_METRICS = 8;
    private static final int RTA_MULTIPATH = 9;
    private static final int RTA_FLOW = 11;
    private static final int RTA_TABLE = 15;
    private static final int RTA_VIA = 18;
    private static final int RTA_PREF = 20;
    private static final int RTA_ENCAP = 22;
    private static final int RTA_NH_ID = 30;
    private static final int FAMILY_LENGTH = 2;
    private static final byte PREF_MEDIUM = 0;
    private static final int SCOPE_UNIVERSE = 0;
    private static final int SCOPE_LINK = 253;
    private static final int SCOPE_NOWHERE = 255;
    private static final int RTNH_F_ONLINK = 4;
    private static final int RTM_F_CLONED = 0x200;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;

    /** RT_TABLE_UNSPEC. */
    static final int ALL_TABLES = 0;

    private RouteMessageCodec() {}

    /** AF_INET or AF_INET6. */
    static int family(Afi afi) {
        return afi.equals(Afi.IPV4) ? AF_INET : AF_INET6;
    }

    /**
     * Asks for the routes of one table.
     *
     * @param table which one; 0 for all
     * @param protocol whose routes; 0 for everybody's
     */
    static void writeDump(NetlinkWriter out, int sequence, Afi afi, int table, int protocol) {
        out.begin(NetlinkMessage.GET_ROUTE, NetlinkMessage.F_REQUEST | NetlinkMessage.F_DUMP, sequence)
                .octets(family(afi), 0, 0, 0)
                .octets(0, protocol, 0, 0)
                .int32(0);
        if (table != ALL_TABLES) {
            out.attribute(RTA_TABLE, table);
        }
        out.end();
    }

    /**
     * Adds a route.
     *
     * @param flags NLM_F_EXCL or NLM_F_APPEND beside NLM_F_CREATE
     */
    static void writeAdd(NetlinkWriter out, int sequence, int flags, KernelRoute route) {
        boolean link =
                route.type() == RouteType.UNICAST && route.destination().afi().equals(Afi.IPV4) && !hasGateway(route);
        int scope = link ? SCOPE_LINK : SCOPE_UNIVERSE;
        writeRoute(out, NetlinkMessage.NEW_ROUTE, flags, sequence, route, scope);
    }

    private static boolean hasGateway(KernelRoute route) {
        // No iterator: asked for each route.
        for (int i = 0; i < route.nextHops().size(); i++) {
            if (route.nextHops().get(i).gateway() != null) {
                return true;
            }
        }
        return false;
    }

    /**
     * Removes a route: everything that is written has to match. A next hop object stands for its next hops. IPv4 compares a lone next hop with the first one of any route, and
     * a list of them with as many as the route has; so a lone one is written as a list.
     */
    static void writeDelete(NetlinkWriter out, int sequence, KernelRoute route) {
        writeRoute(out, NetlinkMessage.DEL_ROUTE, 0, sequence, route, SCOPE_NOWHERE);
    }

    private static void writeRoute(
            NetlinkWriter out, int message, int flags, int sequence, KernelRoute route, int scope) {
        Prefix destination = route.destination();
        List<KernelNextHop> hops = route.nextHops();
        int table = route.table() < 256 ? route.table() : 0;
        out.begin(message, NetlinkMessage.F_REQUEST | flags, sequence)
                .octets(family(destination.afi()), destination.length(), 0, 0)
                .octets(table, route.protocol(), scope, route.type().number())
                .int32(hops.size() == 1 ? flagsOf(hops.get(0)) : 0)
                .attribute(RTA_DST, destination);
        if (table == 0) {
            out.attribute(RTA_TABLE, route.table());
        }
        if (route.metric() != 0) {
            out.attribute(RTA_PRIORITY, (int) route.metric());
        }
        if (route.source() != null) {
            out.attribute(RTA_PREFSRC, route.source());
        }
        boolean list = hops.size() > 1
                || (message == NetlinkMessage.DEL_ROUTE && destination.afi().equals(Afi.IPV4));
        if (route.extras().nextHopObject() == 0) {
            writeNextHops(out, hops, destination.afi(), list);
        } else {
            out.attribute(RTA_NH_ID, (int) route.extras().nextHopObject());
        }
        out.end();
    }

    private static void writeNextHops(NetlinkWriter out, List<KernelNextHop> hops, Afi afi, boolean list) {
        if (hops.isEmpty()) {
            return;
        }
        if (!list) {
            KernelNextHop hop = hops.get(0);
            if (hop.interfaceIndex() != 0) {
                out.attribute(RTA_OIF, hop.interfaceIndex());
            }
            writeGateway(out, hop.gateway(), afi);
        } else {
            int multipath = out.beginNested();
            out.int16(RTA_MULTIPATH);
            // No iterator: asked for each route.
            for (int i = 0; i < hops.size(); i++) {
                KernelNextHop hop = hops.get(i);
                int nested = out.beginNested();
                out.octet(flagsOf(hop)).octet(hop.weight() - 1).int32(hop.interfaceIndex());
                writeGateway(out, hop.gateway(), afi);
                out.endNested(nested);
            }
            out.endNested(multipath);
        }
    }

    private static int flagsOf(KernelNextHop hop) {
        return hop.onlink() ? RTNH_F_ONLINK : 0;
    }

    private static void writeGateway(NetlinkWriter out, @Nullable IpAddress gateway, Afi afi) {
        if (gateway == null) {
            return;
        }
        if (gateway.afi().equals(afi)) {
            out.attribute(RTA_GATEWAY, gateway);
            return;
        }
        int via = out.beginNested();
        out.int16(RTA_VIA).int16(family(gateway.afi()));
        for (byte octet : gateway.toBytes()) {
            out.octet(octet);
        }
        out.endNested(via);
    }

    /**
     * The route, or null if it is none that a table of destinations has: one for a source, for a type of service, for an
     * incoming interface, a cache entry, another family, or not understood.
     *
     * @param objects what a route may name in the place of next hops
     */
    static @Nullable KernelRoute decode(ByteBuffer body, NextHopObjects objects) {
        if (body.limit() < HEADER_LENGTH) {
            return null;
        }
        RouteType type = RouteType.ofNumber(body.get(7) & 0xff);
        NetlinkAttributes attributes = NetlinkAttributes.parse(body, HEADER_LENGTH);
        boolean special = body.get(2) != 0 || body.get(3) != 0 || attributes.has(RTA_IIF);
        boolean cached = (body.getInt(8) & RTM_F_CLONED) != 0;
        Prefix destination = destination(body, attributes);
        if (type == null || special || cached || destination == null) {
            return null;
        }
        return new KernelRoute(
                destination,
                new RouteAttributes(
                        type,
                        nextHops(body, attributes, objects),
                        attributes.number(RTA_PRIORITY, 0),
                        body.get(5) & 0xff,
                        (int) attributes.number(RTA_TABLE, body.get(4) & 0xff),
                        attributes.address(RTA_PREFSRC),
                        extras(attributes)));
    }

    private static RouteExtras extras(NetlinkAttributes attributes) {
        ByteBuffer preference = attributes.octets(RTA_PREF);
        boolean preferred = preference != null && preference.hasRemaining() && preference.get(0) != PREF_MEDIUM;
        ByteBuffer multipath = attributes.octets(RTA_MULTIPATH);
        boolean options = preferred
                || attributes.has(RTA_METRICS)
                || hasHopOptions(attributes)
                || (multipath != null
                        && hops(multipath).stream()
                                .anyMatch(hop -> hasHopOptions(NetlinkAttributes.parse(hop, NEXT_HOP_LENGTH))));
        return RouteExtras.of(attributes.number(RTA_NH_ID, 0), options);
    }

    private static boolean hasHopOptions(NetlinkAttributes attributes) {
        return attributes.has(RTA_FLOW) || attributes.has(RTA_ENCAP);
    }

    private static @Nullable Prefix destination(ByteBuffer body, NetlinkAttributes attributes) {
        int family = body.get(0) & 0xff;
        if (family != AF_INET && family != AF_INET6) {
            return null;
        }
        IpAddress everything = family == AF_INET ? Ipv4Address.UNSPECIFIED : Ipv6Address.UNSPECIFIED;
        IpAddress address = attributes.has(RTA_DST) ? attributes.address(RTA_DST) : everything;
        int length = body.get(1) & 0xff;
        boolean fits = address != null && address.afi().equals(everything.afi()) && length <= everything.bitLength();
        return address != null && fits ? new Prefix(address, length) : null;
    }

    private static List<KernelNextHop> nextHops(ByteBuffer body, NetlinkAttributes attributes, NextHopObjects objects) {
        ByteBuffer multipath = attributes.octets(RTA_MULTIPATH);
        if (multipath != null) {
            return hops(multipath).stream().map(RouteMessageCodec::nextHop).toList();
        }
        int interfaceIndex = index((int) attributes.number(RTA_OIF, 0));
        IpAddress gateway = gateway(attributes);
        if (interfaceIndex == 0 && gateway == null) {
            return attributes.has(RTA_NH_ID) ? objects.hops(attributes.number(RTA_NH_ID, 0)) : List.of();
        }
        return List.of(new KernelNextHop(gateway, interfaceIndex, 1, (body.getInt(8) & RTNH_F_ONLINK) != 0));
    }

    private static KernelNextHop nextHop(ByteBuffer hop) {
        boolean onlink = (hop.get(2) & RTNH_F_ONLINK) != 0;
        IpAddress gateway = gateway(NetlinkAttributes.parse(hop, NEXT_HOP_LENGTH));
        return new KernelNextHop(gateway, index(hop.getInt(4)), (hop.get(3) & 0xff) + 1, onlink);
    }

    /** The octets of each hop, up to the first one with an impossible length. */
    private static List<ByteBuffer> hops(ByteBuffer octets) {
        List<ByteBuffer> hops = new ArrayList<>();
        int position = 0;
        while (position + NEXT_HOP_LENGTH <= octets.limit()) {
            int length = octets.getShort(position) & 0xffff;
            if (length < NEXT_HOP_LENGTH || length > octets.limit() - position) {
                break;
            }
            hops.add(octets.slice(position, length).order(ByteOrder.nativeOrder()));
            position += NetlinkWriter.aligned(length);
        }
        return hops;
    }

    private static int index(int interfaceIndex) {
        return Math.max(0, interfaceIndex);
    }

    private static @Nullable IpAddress gateway(NetlinkAttributes attributes) {
        IpAddress gateway = attributes.address(RTA_GATEWAY);
        return gateway == null ? attributes.address(RTA_VIA, FAMILY_LENGTH) : gateway;
    }
}
