package io.nightjar.kernel.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.KernelEvent;
import io.nightjar.kernel.KernelException;
import io.nightjar.kernel.KernelNextHop;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.KernelSyncSettings;
import io.nightjar.kernel.RouteExtras;
import io.nightjar.kernel.RouteType;
import io.nightjar.kernel.testing.NetworkNamespace;
import io.nightjar.kernel.testing.RequiresNetworkNamespaces;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With {@code net.ipv4.nexthop_compat_mode=0} the kernel shows of such a route which object it uses, and nothing of what that is. */
@RequiresNetworkNamespaces
@Timeout(60)
class NextHopObjectsIT {

    private static final int STATIC = 4;

    private NetworkNamespace namespace;
    private NetlinkRouteTable table;
    private int link;

    @BeforeEach
    void open() {
        namespace = NetworkNamespace.create();
        namespace.ip("link add enp0s8 type veth peer name far");
        namespace.ip("link set enp0s8 up");
        namespace.ip("link set far up");
        namespace.ip("addr add 10.9.0.1/24 dev enp0s8");
        namespace.ip("addr add fd09::1/64 dev enp0s8 nodad");
        link = namespace.indexOf("enp0s8");
        table = namespace.inside(() -> NetlinkRouteTable.open(LibC.load(), KernelSyncSettings.DEFAULT, 8 << 20));
    }

    @AfterEach
    void close() {
        table.close();
        namespace.close();
    }

    private void setCompatibility(boolean on) {
        namespace.inside(() -> Files.writeString(Path.of("/proc/sys/net/ipv4/nexthop_compat_mode"), on ? "1" : "0"));
    }

    private List<KernelRoute> others() throws KernelException {
        return Objects.requireNonNull(table.scan().routes()).stream()
                .filter(route -> route.protocol() == STATIC)
                .toList();
    }

    private KernelRoute over(long object, KernelNextHop... hops) {
        return KernelRoute.unicast(Prefix.parse("10.77.0.0/16"), List.of(hops))
                .withProtocol(STATIC)
                .withExtras(new RouteExtras(object, false));
    }

    private KernelNextHop via(String gateway) {
        return KernelNextHop.via(IpAddress.parse(gateway), link);
    }

    @Test
    void routesReadTheSameWithoutTheKernelsHelp() throws KernelException {
        List<String> objects = List.of(
                "via 10.9.0.2 dev enp0s8",
                "via 10.9.0.3 dev enp0s8",
                "group 1/2,30",
                "via 172.31.1.1 dev enp0s8 onlink",
                "dev enp0s8",
                "via fd09::2 dev enp0s8",
                "via fd09::3 dev enp0s8",
                "group 6,3/7",
                "-6 dev enp0s8",
                "blackhole",
                "-6 blackhole");
        int id = 0;
        for (String object : objects) {
            id++;
            boolean ipv6Only = object.startsWith("-6 ");
            namespace.ip((ipv6Only ? "-6 " : "") + "nexthop add id " + id + " " + object.replace("-6 ", ""));
            boolean ipv6 = object.contains("fd09") || id == 8 || ipv6Only;
            if (ipv6) {
                namespace.ip("-6 route add fd77:" + id + "::/64 nhid " + id + " proto static");
            }
            if (!ipv6Only) {
                namespace.ip("route add 10." + id + ".0.0/16 nhid " + id + " proto static");
            }
        }
        List<KernelRoute> helped = others();
        assertThat(helped)
                .hasSize(14)
                .allMatch(route ->
                        route.type() == RouteType.BLACKHOLE || !route.nextHops().isEmpty());

        setCompatibility(false);

        assertThat(others()).containsExactlyElementsOf(helped);
        setCompatibility(true);
        assertThat(others()).containsExactlyElementsOf(helped);
    }

    @Test
    void objectsAreFollowedAsTheyChange() throws KernelException {
        setCompatibility(false);
        table.awaitEvents(0);
        namespace.ip("nexthop add id 7 via 10.9.0.2 dev enp0s8");
        namespace.ip("route add 10.77.0.0/16 nhid 7 proto static");
        KernelRoute first = over(7, via("10.9.0.2"));
        assertThat(table.awaitEvents(5000))
                .containsExactly(new KernelEvent.RouteAdded(first, KernelEvent.Place.BEHIND));
        assertThat(others()).containsExactly(first);
        assertThat(table.scanAgain().routes()).isNull();

        namespace.ip("nexthop replace id 7 via 10.9.0.3 dev enp0s8");

        assertThat(table.awaitEvents(5000)).contains(new KernelEvent.NextHopObjectChanged());
        assertThat(table.scanAgain().routes()).contains(over(7, via("10.9.0.3")));
        namespace.ip("route del 10.77.0.0/16 nhid 7");
        assertThat(table.awaitEvents(5000)).contains(new KernelEvent.RouteRemoved(over(7, via("10.9.0.3"))));
        namespace.ip("nexthop del id 7");
        assertThat(table.awaitEvents(5000)).containsExactly(new KernelEvent.NextHopObjectChanged());
    }

    @Test
    void anObjectThatGoesLeavesItsGroup() throws KernelException {
        setCompatibility(false);
        namespace.ip("nexthop add id 7 via 10.9.0.2 dev enp0s8");
        namespace.ip("nexthop add id 8 via 10.9.0.3 dev enp0s8");
        namespace.ip("nexthop add id 9 group 7/8");
        namespace.ip("route add 10.77.0.0/16 nhid 9 proto static");
        assertThat(others()).containsExactly(over(9, via("10.9.0.2"), via("10.9.0.3")));
        namespace.ip("nexthop del id 8");
        assertThat(table.scanAgain().routes()).contains(over(9, via("10.9.0.2")));
    }
}
