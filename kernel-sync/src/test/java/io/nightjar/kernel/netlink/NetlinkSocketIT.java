package io.nightjar.kernel.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.testing.NetworkNamespace;
import io.nightjar.kernel.testing.RequiresNetworkNamespaces;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kernel puts into a socket and what it is asked not to. */
@RequiresNetworkNamespaces
class NetlinkSocketIT {

    private static final int GROUP_IPV4_ADDRESS = 1 << 4;
    private static final int GROUP_IPV4_ROUTE = 1 << 6;
    private static final int TABLE_OFFSET = 4;
    private static final int NOBODY = 0x01020304;

    private static NetlinkSocket open(LibC libc) throws NetlinkException {
        return NetlinkSocket.open(libc, GROUP_IPV4_ADDRESS | GROUP_IPV4_ROUTE, 1 << 20);
    }

    /** All that comes until a probe's address has gone again. */
    private static List<NetlinkMessage> heard(NetlinkSocket socket) throws NetlinkException {
        List<NetlinkMessage> heard = new ArrayList<>();
        while (heard.stream().noneMatch(message -> message.type() == NetlinkMessage.DEL_ADDRESS)) {
            ByteBuffer incoming = NetlinkSocket.direct(8192);
            assertThat(socket.receiveWithin(incoming, 5000)).isPositive();
            heard.addAll(NetlinkMessage.parse(incoming));
        }
        return heard;
    }

    private static void addAndDeleteAddress(NetworkNamespace namespace) {
        namespace.ip("link set lo up");
        namespace.ip("route add blackhole 203.0.113.0/24");
        namespace.ip("addr add 10.9.0.1/32 dev lo");
        namespace.ip("addr del 10.9.0.1/32 dev lo");
    }

    private static List<Integer> tables(List<NetlinkMessage> messages) {
        return messages.stream()
                .filter(message ->
                        message.type() == NetlinkMessage.NEW_ROUTE || message.type() == NetlinkMessage.DEL_ROUTE)
                .map(message -> message.body().get(TABLE_OFFSET) & 0xff)
                .distinct()
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatAddressesMakeInTheLocalTableComesOnlyWhereItIsOfUse(boolean withLocalTable) throws Exception {
        try (NetworkNamespace namespace = NetworkNamespace.create();
                NetlinkSocket socket = namespace.inside(() -> open(LibC.load()))) {
            socket.ignoreEchoesOf(NOBODY, withLocalTable);
            addAndDeleteAddress(namespace);
            assertThat(tables(heard(socket)))
                    .isEqualTo(withLocalTable ? List.of(254, NetlinkSocket.LOCAL_TABLE) : List.of(254));
        }
    }

    @Test
    void echoesOfAnotherSocketDoNotCome() throws Exception {
        try (NetworkNamespace namespace = NetworkNamespace.create();
                NetlinkSocket socket = namespace.inside(() -> open(LibC.load()));
                NetlinkRequests other = namespace.inside(() -> new NetlinkRequests(LibC.load()))) {
            socket.ignoreEchoesOf(other.portId(), false);
            other.order(0, RouteRequest.Order.ADD, KernelRoute.blackhole(Prefix.parse("198.51.100.0/24")));
            assertThat(other.failures()).isEmpty();
            addAndDeleteAddress(namespace);
            assertThat(heard(socket)).noneMatch(message -> message.portId() == other.portId());
        }
    }
}
