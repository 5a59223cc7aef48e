package io.nightjar.kernel.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.KernelNextHop;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.RouteExtras;
import io.nightjar.kernel.RouteType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Golden bytes are those of a little-endian machine. */
@EnabledIf("littleEndian")
class RouteMessageCodecTest {

    private static final Prefix PREFIX = Prefix.parse("192.168.196.128/26");
    private static final Prefix PREFIX6 = Prefix.parse("fd80::/122");
    private static final IpAddress GATEWAY = IpAddress.parse("172.17.8.101");

    static boolean littleEndian() {
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    }

    private static String hex(Consumer<NetlinkWriter> writing) {
        ByteBuffer out = ByteBuffer.allocate(4096);
        writing.accept(new NetlinkWriter(out));
        return HexFormat.of().formatHex(out.array(), 0, out.position());
    }

    private static void acknowledged(NetlinkWriter out, RouteRequest.Order order, KernelRoute route) {
        order.write(out, 7, route);
        out.flagLast(NetlinkMessage.F_ACK);
    }

    private static String add(KernelRoute route) {
        return hex(out -> acknowledged(out, RouteRequest.Order.ADD, route));
    }

    private static String delete(KernelRoute route) {
        return hex(out -> acknowledged(out, RouteRequest.Order.DELETE, route));
    }

    private static String header(int length, String type, String flags) {
        return String.format("%02x000000%s%s0700000000000000", length, type, flags);
    }

    @Test
    void aUnicastRouteIsWrittenAsBirdWritesIt() {
        assertThat(add(KernelRoute.via(PREFIX, GATEWAY, 3).withMetric(1024)))
                .isEqualTo(header(60, "1800", "0506")
                        + "021a0000fe0c000100000000"
                        + "08000100c0a8c480"
                        + "0800060000040000"
                        + "0800040003000000"
                        + "08000500ac110865");
    }

    @Test
    void aBlackholeIsNothingButItsDestination() {
        assertThat(add(KernelRoute.blackhole(PREFIX)))
                .isEqualTo(header(36, "1800", "0506") + "021a0000fe0c000600000000" + "08000100c0a8c480");
        assertThat(add(KernelRoute.blackhole(PREFIX6)))
                .isEqualTo(header(56, "1800", "0506")
                        + "0a7a0000fe0c000600000000"
                        + "14000100fd800000000000000000000000000000"
                        + "0800060000040000");
    }

    @Test
    void aTunnelRouteSaysOnlink() {
        KernelRoute route = KernelRoute.unicast(PREFIX, List.of(new KernelNextHop(GATEWAY, 3, 1, true)));
        assertThat(add(route)).contains("021a0000fe0c000104000000");
    }

    @Test
    void severalHopsBecomeAMultipath() {
        KernelRoute route = KernelRoute.unicast(
                PREFIX,
                List.of(
                        KernelNextHop.via(GATEWAY, 3),
                        new KernelNextHop(IpAddress.parse("172.17.8.102"), 4, 10, false)));
        assertThat(add(route))
                .isEqualTo(header(72, "1800", "0506")
                        + "021a0000fe0c000100000000"
                        + "08000100c0a8c480"
                        + "24000900"
                        + "1000000003000000" + "08000500ac110865"
                        + "1000000904000000" + "08000500ac110866");
    }

    @Test
    void aDeviceRouteHasLinkScopeInIpv4Only() {
        assertThat(add(KernelRoute.unicast(PREFIX, List.of(KernelNextHop.device(3)))))
                .contains("021a0000fe0cfd0100000000");
        assertThat(add(KernelRoute.unicast(PREFIX6, List.of(KernelNextHop.device(3)))))
                .contains("0a7a0000fe0c000100000000");
    }

    @Test
    void aTableAbove255StandsInAnAttribute() {
        assertThat(add(KernelRoute.blackhole(PREFIX).withTable(1000)))
                .contains("021a0000000c000600000000" + "08000100c0a8c480" + "08000f00e8030000");
    }

    @Test
    void aDeletionNamesEverythingSoThatNothingElseMatches() {
        assertThat(delete(KernelRoute.via(PREFIX, GATEWAY, 3)))
                .isEqualTo(header(56, "1900", "0500")
                        + "021a0000fe0cff0100000000"
                        + "08000100c0a8c480"
                        // A list of one next hop.
                        + "14000900"
                        + "1000000003000000"
                        + "08000500ac110865");
    }

    @Test
    void aLooseDeletionSaysNothingOfNextHops() {
        KernelRoute route = KernelRoute.via(PREFIX, GATEWAY, 3);
        assertThat(hex(out -> acknowledged(out, RouteRequest.Order.DELETE, RouteRequest.deleted(route, true))))
                .isEqualTo(header(36, "1900", "0500") + "021a0000fe0cff0100000000" + "08000100c0a8c480");
    }

    @Test
    void replacingIsAppendingThenDeletingAndNeverCarriesTheReplaceFlag() {
        KernelRoute route = KernelRoute.via(PREFIX, GATEWAY, 3);
        assertThat(hex(out -> RouteRequest.Order.APPEND.write(out, 7, route))).startsWith(header(52, "1800", "010c"));
    }

    @Test
    void aDumpAsksForOneTableAndMaybeForOneProtocol() {
        assertThat(hex(out -> RouteMessageCodec.writeDump(out, 7, Afi.IPV6, 254, 12)))
                .isEqualTo(header(36, "1a00", "0103") + "0a00000000" + "0c" + "0000" + "00000000" + "08000f00fe000000");
    }

    private static KernelRoute decode(String body) {
        return RouteMessageCodec.decode(
                ByteBuffer.wrap(HexFormat.of().parseHex(body)).order(ByteOrder.nativeOrder()), new NextHopObjects());
    }

    @Test
    void aGatewayOfTheOtherFamilyIsUnderstoodAndWritten() {
        String via = "0200" + "0000" + "fe0c0001" + "00000000" + "0800040003000000" + "16001200"
                + "0a00fd170000000000000000000000000101" + "0000";
        KernelRoute route = decode(via);
        assertThat(route).isEqualTo(KernelRoute.via(Prefix.IPV4_DEFAULT, IpAddress.parse("fd17::101"), 3));
        assertThat(add(route)).contains("16001200" + "0a00fd17000000000000000000000000" + "0101");
    }

    @Test
    void whatIsNoRouteOfATableOfDestinationsIsLeftOut() {
        String attributes = "08000100c0a8c480";
        assertThat(decode("021a0000fe04000100000000" + attributes)).isNotNull();
        assertThat(decode("021a0800fe04000100000000" + attributes)).as("source").isNull();
        assertThat(decode("021a0008fe04000100000000" + attributes))
                .as("type of service")
                .isNull();
        assertThat(decode("021a0000fe04000100020000" + attributes)).as("cached").isNull();
        assertThat(decode("021a0000fe04000c00000000" + attributes)).as("type").isNull();
        assertThat(decode("071a0000fe04000100000000" + attributes)).as("family").isNull();
        assertThat(decode("0a1a0000fe04000100000000" + attributes)).as("mixed").isNull();
        assertThat(decode("02210000fe04000100000000" + attributes)).as("length").isNull();
        assertThat(decode("021a0000fe04000100000000" + "0600010000000000"))
                .as("address")
                .isNull();
        assertThat(decode("021a0000fe04000100000000" + attributes + "0800030002000000"))
                .as("incoming")
                .isNull();
        assertThat(decode("021a0000")).as("short").isNull();
    }

    @Test
    void eachHopSaysWhetherItIsOnlink() {
        KernelNextHop onlink = new KernelNextHop(GATEWAY, 3, 1, true);
        KernelRoute one =
                decode("021a0000fe04000104000000" + "08000100c0a8c480" + "0800040003000000" + "08000500ac110865");
        KernelRoute two = decode("021a0000fe04000100000000" + "08000100c0a8c480" + "24000900" + "1000040003000000"
                + "08000500ac110865" + "1000000003000000" + "08000500ac110865");
        assertThat(one.nextHops()).containsExactly(onlink);
        assertThat(two.nextHops()).containsExactlyInAnyOrder(onlink, KernelNextHop.via(GATEWAY, 3));
    }

    @Test
    void whatOthersSayOfARouteMakesItAnotherOne() {
        String plain = "021a0000fe0c000100000000" + "08000100c0a8c480" + "0800040003000000" + "08000500ac110865";
        KernelRoute ours = decode(plain);
        KernelRoute changed = ours.withExtras(new RouteExtras(0, true));
        assertThat(ours).isEqualTo(KernelRoute.via(PREFIX, GATEWAY, 3));
        assertThat(decode(plain + "0c000880" + "0800020058020000")).as("MTU").isEqualTo(changed);
        assertThat(decode(plain + "08000b0005000000")).as("realm").isEqualTo(changed);
        assertThat(decode(plain + "04001680")).as("encapsulation").isEqualTo(changed);
        assertThat(decode(plain + "0500140001000000")).as("preference").isEqualTo(changed);
        assertThat(decode(plain + "0500140000000000")).as("no preference").isEqualTo(ours);
        assertThat(decode("021a0000fe0c000100000000" + "08000100c0a8c480" + "18000900" + "1400000003000000"
                        + "08000500ac110865" + "04001680"))
                .as("encapsulation of a hop")
                .isEqualTo(changed);
        assertThat(decode(plain + "08001e0007000000"))
                .as("next hop object")
                .isEqualTo(ours.withExtras(new RouteExtras(7, false)))
                .isNotEqualTo(ours)
                .hasToString("192.168.196.128/26 via 172.17.8.101 dev 3 proto 12 nhid 7");
        assertThat(changed).hasToString("192.168.196.128/26 via 172.17.8.101 dev 3 proto 12 with further options");
    }

    @Test
    void theDeletionOfARouteOverANextHopObjectNamesThatInThePlaceOfHops() {
        KernelRoute route = KernelRoute.via(PREFIX, GATEWAY, 3).withExtras(new RouteExtras(7, false));
        String deletion =
                header(44, "1900", "0500") + "021a0000fe0cff0100000000" + "08000100c0a8c480" + "08001e0007000000";
        assertThat(delete(route)).isEqualTo(deletion);
        assertThat(hex(out -> acknowledged(out, RouteRequest.Order.DELETE, RouteRequest.deleted(route, true))))
                .isEqualTo(deletion);
    }

    @Test
    void aBrokenMultipathEndsWhereItBreaks() {
        KernelRoute route = decode("021a0000fe04000100000000" + "08000100c0a8c480" + "18000900" + "1000000003000000"
                + "08000500ac110865" + "ff000000");
        assertThat(route.type()).isEqualTo(RouteType.UNICAST);
        assertThat(route.nextHops()).containsExactly(KernelNextHop.via(GATEWAY, 3));
    }
}
