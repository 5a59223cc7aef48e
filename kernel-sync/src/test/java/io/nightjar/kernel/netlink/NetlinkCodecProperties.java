package io.nightjar.kernel.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Ipv4Address;
import io.nightjar.bgp.net.Ipv6Address;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.KernelEvent;
import io.nightjar.kernel.KernelNextHop;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.RouteAttributes;
import io.nightjar.kernel.RouteType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class NetlinkCodecProperties {

    private static final int TABLE = 254;

    @Provide
    Arbitrary<KernelRoute> routes() {
        Arbitrary<IpAddress> v4 = Arbitraries.integers().map(Ipv4Address::new);
        Arbitrary<IpAddress> v6 =
                Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(Ipv6Address::new);
        return Arbitraries.oneOf(routes(v4, 32), routes(v6, 128));
    }

    private static Arbitrary<KernelRoute> routes(Arbitrary<IpAddress> addresses, int bits) {
        Arbitrary<KernelNextHop> hops = Combinators.combine(
                        addresses.injectNull(0.2),
                        Arbitraries.integers().between(1, 5000),
                        Arbitraries.integers().between(1, 256),
                        Arbitraries.of(true, false))
                .as(KernelNextHop::new);
        Arbitrary<Prefix> prefixes = Combinators.combine(
                        addresses, Arbitraries.integers().between(0, bits))
                .as(Prefix::new);
        return Combinators.combine(
                        prefixes,
                        Arbitraries.of(RouteType.UNICAST, RouteType.BLACKHOLE, RouteType.PROHIBIT),
                        hops.list().ofMinSize(1).ofMaxSize(16),
                        Arbitraries.longs().between(0, KernelRoute.MAX_METRIC),
                        Arbitraries.integers().between(1, 100_000),
                        addresses.injectNull(0.5))
                .as((prefix, type, nextHops, metric, table, source) -> new KernelRoute(
                        prefix, new RouteAttributes(type, nextHops, metric, KernelRoute.OWN_PROTOCOL, table, source)));
    }

    @Property
    void aRouteIsReadBackAsItWasWritten(@ForAll("routes") KernelRoute route) {
        ByteBuffer out = ByteBuffer.allocate(8192);
        RouteRequest.Order.ADD.write(new NetlinkWriter(out), 1, route);
        assertThat(out.position()).isLessThanOrEqualTo(NetlinkRequests.maximumLength(route));
        List<NetlinkMessage> messages = NetlinkMessage.parse(out.flip());
        assertThat(messages).hasSize(1);
        assertThat(RouteMessageCodec.decode(messages.get(0).body(), new NextHopObjects()))
                .isEqualTo(route);
    }

    @Property(tries = 5000)
    void arbitraryOctetsAreEventsOrNothing(@ForAll @Size(max = 300) byte[] octets) {
        decodeAll(ByteBuffer.wrap(octets));
    }

    @Property(tries = 5000)
    void damagedMessagesAreEventsOrNothing(
            @ForAll("routes") KernelRoute route, @ForAll @Size(max = 12) List<Integer> damage) {
        ByteBuffer out = ByteBuffer.allocate(8192);
        RouteRequest.Order.ADD.write(new NetlinkWriter(out), 1, route);
        out.flip();
        for (int where : damage) {
            out.put(Math.floorMod(where, out.limit()), (byte) (where >>> 16));
        }
        decodeAll(out);
    }

    /** With each type of message, whatever the octets claim to be. */
    private static void decodeAll(ByteBuffer octets) {
        List<KernelEvent> events = new ArrayList<>();
        NextHopObjects objects = new NextHopObjects();
        for (NetlinkMessage message : NetlinkMessage.parse(octets)) {
            for (int type = 0; type < 110; type++) {
                NetlinkMessage disguised =
                        new NetlinkMessage(type, message.flags(), message.sequence(), message.portId(), message.body());
                NetlinkEvents.decode(disguised, TABLE, objects, events);
                assertThat(NetlinkRequests.text(disguised) + disguised.errorNumber())
                        .isNotBlank();
            }
        }
        assertThat(events).doesNotContainNull();
    }
}
