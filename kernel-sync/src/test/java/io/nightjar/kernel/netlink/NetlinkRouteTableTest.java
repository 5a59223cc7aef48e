package io.nightjar.kernel.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.KernelEvent;
import io.nightjar.kernel.KernelException;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.KernelRouteTable;
import io.nightjar.kernel.KernelSyncSettings;
import io.nightjar.kernel.OperationOutcome;
import io.nightjar.kernel.OperationResult;
import io.nightjar.kernel.RouteOperation;
import io.nightjar.kernel.testing.ScriptedKernel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of answers that no healthy kernel gives. */
class NetlinkRouteTableTest {

    private static final int ERROR = NetlinkMessage.ERROR;
    private static final int DONE = NetlinkMessage.DONE;
    private static final int STRANGE = 4711;
    private static final KernelRoute ROUTE =
            KernelRoute.via(Prefix.parse("10.1.0.0/26"), IpAddress.parse("10.9.0.2"), 3);

    private final ScriptedKernel kernel = new ScriptedKernel();

    private static byte[] message(int type, int number) {
        ByteBuffer out = ByteBuffer.allocate(20).order(ByteOrder.nativeOrder());
        new NetlinkWriter(out).begin(type, 0, 0).int32(number).end();
        return out.array();
    }

    private static byte[] route(KernelRoute route) {
        ByteBuffer out = ByteBuffer.allocate(256);
        RouteMessageCodec.writeAdd(new NetlinkWriter(out), 0, 0, route);
        byte[] octets = new byte[out.position()];
        out.get(0, octets);
        return octets;
    }

    private static byte[] withoutEnd(byte[] octets) {
        return Arrays.copyOf(octets, octets.length - 6);
    }

    private KernelRouteTable opened() throws KernelException {
        kernel.replying(message(ERROR, -Errno.ESRCH));
        return NetlinkRouteTable.opener(kernel, KernelSyncSettings.DEFAULT).open();
    }

    @Test
    void whoMayNotWriteIsToldWhatIsMissing() {
        kernel.replying(message(ERROR, -Errno.EPERM));
        assertThatThrownBy(() -> NetlinkRouteTable.opener(kernel, KernelSyncSettings.DEFAULT)
                        .open())
                .isInstanceOf(KernelException.class)
                .hasMessage("writing routes failed: EPERM: the capability CAP_NET_ADMIN is needed");
    }

    @Test
    void anAnswerThatIsCutOffIsNoAnswer() throws KernelException {
        KernelRouteTable table = opened();
        kernel.replying(withoutEnd(message(DONE, 0)));
        assertThatThrownBy(table::scan)
                .isInstanceOf(KernelException.class)
                .hasMessage("reading the links: a part of the answer cannot be read; it failed");
    }

    private void showNoLinks() {
        kernel.replying(message(DONE, 0)).replying(message(DONE, 0)).replying(message(DONE, 0));
    }

    private void showRoutes(byte[]... routes) {
        showNextHopsAndRoutes(message(DONE, 0), routes);
    }

    private void showNextHopsAndRoutes(byte[] nextHops, byte[]... routes) {
        kernel.replying(nextHops);
        for (byte[] octets : routes) {
            kernel.replying(octets);
        }
        kernel.replying(message(DONE, 0)).replying(message(DONE, 0));
    }

    @Test
    void octetsThatNobodyUnderstandsMakeADifferenceAsWell() throws KernelException {
        KernelRouteTable table = opened();
        showNoLinks();
        showRoutes(route(ROUTE), message(STRANGE, 1));
        assertThat(table.scan().routes()).containsExactly(ROUTE);
        showNoLinks();
        showRoutes(route(ROUTE), message(STRANGE, 1));
        assertThat(table.scanAgain().routes()).isNull();
        showNoLinks();
        showRoutes(route(ROUTE), message(STRANGE, 2));
        showRoutes(route(ROUTE), message(STRANGE, 2));
        assertThat(table.scanAgain().routes()).containsExactly(ROUTE);
    }

    @Test
    void aKernelThatHasNoNextHopObjectsHasRoutesNevertheless() throws KernelException {
        KernelRouteTable table = opened();
        byte[] unknown = message(ERROR, -Errno.EOPNOTSUPP);
        showNoLinks();
        showNextHopsAndRoutes(unknown, route(ROUTE));
        assertThat(table.scan().routes()).containsExactly(ROUTE);
        showNoLinks();
        showNextHopsAndRoutes(unknown, route(ROUTE));
        assertThat(table.scanAgain().routes()).isNull();
    }

    @Test
    void aRouteThatIsCutOffAtTheSecondLookIsNotLeftOutInSilence() throws KernelException {
        KernelRouteTable table = opened();
        showNoLinks();
        showRoutes(route(ROUTE));
        table.scan();
        showNoLinks();
        showRoutes(withoutEnd(route(ROUTE)));
        showRoutes(withoutEnd(route(ROUTE)));
        assertThatThrownBy(table::scanAgain)
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("reading the routes");
    }

    @Test
    void aRouteThatIsCutOffIsNotLeftOutInSilence() throws KernelException {
        KernelRouteTable table = opened();
        showNoLinks();
        showRoutes(withoutEnd(route(ROUTE)));
        assertThatThrownBy(table::scan).isInstanceOf(KernelException.class).hasMessageContaining("reading the routes");
    }

    @Test
    void aKernelThatIsSilentIsReported() throws KernelException {
        KernelRouteTable table = opened();
        assertThatThrownBy(table::scan)
                .isInstanceOf(KernelException.class)
                .hasMessageContaining("no answer within 10000 ms");
    }

    @Test
    void anAnswerThatIsLostIsReported() throws KernelException {
        KernelRouteTable table = opened();
        kernel.failing(ScriptedKernel.ENOBUFS);
        assertThatThrownBy(() -> table.apply(List.of(new RouteOperation.Add(ROUTE))))
                .isInstanceOf(KernelException.class)
                .hasMessage("writing routes failed: ENOBUFS");
    }

    @Test
    void aRefusalNamesTheError() throws KernelException {
        KernelRouteTable table = opened();
        kernel.replying(message(ERROR, -Errno.ENODEV));
        assertThat(table.apply(List.of(new RouteOperation.Add(ROUTE))))
                .singleElement()
                .satisfies(result -> assertThat(result.outcome()).isEqualTo(OperationOutcome.REFUSED))
                .satisfies(result -> assertThat(result.reason()).isEqualTo("ENODEV"));
    }

    @Test
    void aNotificationThatIsCutOffIsALoss() throws KernelException {
        KernelRouteTable table = opened();
        byte[] first = message(NetlinkMessage.NEW_ROUTE, 0);
        first = Arrays.copyOf(first, first.length + 5);
        kernel.notifying(first).notifying(route(ROUTE));
        assertThat(table.awaitEvents(0))
                .containsExactly(
                        new KernelEvent.EventsLost("overrun"),
                        new KernelEvent.RouteAdded(ROUTE, KernelEvent.Place.IN_FRONT));
    }

    private static byte[] nextHop(int type, int flags, int id) {
        ByteBuffer out = ByteBuffer.allocate(32).order(ByteOrder.nativeOrder());
        new NetlinkWriter(out)
                .begin(type, flags, 0)
                .octets(2, 0, 4, 0)
                .int32(0)
                .attribute(1, id)
                .end();
        return out.array();
    }

    @Test
    void aNextHopObjectMattersWhenItIsReplacedOrGoes() throws KernelException {
        KernelRouteTable table = opened();
        kernel.notifying(nextHop(NetlinkMessage.NEW_NEXT_HOP, NetlinkMessage.F_CREATE, 10));
        assertThat(table.awaitEvents(0)).isEmpty();
        kernel.notifying(nextHop(NetlinkMessage.NEW_NEXT_HOP, NetlinkMessage.F_CREATE | NetlinkMessage.F_REPLACE, 10));
        assertThat(table.awaitEvents(0)).containsExactly(new KernelEvent.NextHopObjectChanged());
        kernel.notifying(nextHop(NetlinkMessage.DEL_NEXT_HOP, 0, 10));
        assertThat(table.awaitEvents(0)).containsExactly(new KernelEvent.NextHopObjectChanged());
    }

    @Test
    void aNextHopObjectThatIsCutOffIsALoss() throws KernelException {
        KernelRouteTable table = opened();
        kernel.notifying(withoutEnd(nextHop(NetlinkMessage.DEL_NEXT_HOP, 0, 10)))
                .notifying(message(NetlinkMessage.DEL_NEXT_HOP, -1));
        assertThat(table.awaitEvents(0))
                .containsExactly(new KernelEvent.EventsLost("overrun"), new KernelEvent.NextHopObjectChanged());
    }

    @Test
    void messagesOfAnUnknownKindAreNothing() throws KernelException {
        KernelRouteTable table = opened();
        kernel.notifying(message(4711, 0)).notifying(message(NetlinkMessage.NEW_ROUTE, -1));
        assertThat(table.awaitEvents(0)).isEmpty();
    }

    @Test
    void whatIsOnlyDeletedGoesWhenAllThatIsNewIsThere() throws KernelException {
        KernelRouteTable table = opened();
        int before = kernel.requests().size();
        kernel.replying(message(ERROR, 0)).replying(message(ERROR, 0));
        KernelRoute other = KernelRoute.blackhole(Prefix.parse("10.2.0.0/26"));
        assertThat(table.apply(List.of(new RouteOperation.Delete(ROUTE), new RouteOperation.Add(other))))
                .containsExactly(OperationResult.APPLIED, OperationResult.APPLIED);
        assertThat(kernel.requests().stream().skip(before))
                .extracting(octets ->
                        NetlinkMessage.parse(ByteBuffer.wrap(octets)).get(0).type())
                .containsExactly(NetlinkMessage.NEW_ROUTE, NetlinkMessage.DEL_ROUTE);
    }
}
