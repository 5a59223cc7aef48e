package io.nightjar.conformance.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.KernelEvent;
import io.nightjar.kernel.KernelException;
import io.nightjar.kernel.KernelReconciler;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.KernelRouteTable;
import io.nightjar.kernel.KernelSnapshot;
import io.nightjar.kernel.KernelSyncSettings;
import io.nightjar.kernel.OperationResult;
import io.nightjar.kernel.RouteAttributes;
import io.nightjar.kernel.RouteOperation;
import io.nightjar.kernel.netlink.NetlinkRouteTable;
import io.nightjar.kernel.testing.ScriptedKernel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any answers and notifications of a kernel: datagrams, each behind an octet that says how it comes, and two octets for its
 * length.
 */
class NetlinkFuzzTest {

    private static final int OWN_PROTOCOL = 12;
    private static final int MAIN_TABLE = 254;
    private static final int DEL_ROUTE = 25;
    private static final int NEW_ROUTE = 24;
    private static final int ACK = 2;
    private static final int NO_SUCH_ROUTE = 3;
    private static final int HEADER_LENGTH = 16;
    private static final int TABLE_OFFSET = HEADER_LENGTH + 4;
    private static final int PROTOCOL_OFFSET = HEADER_LENGTH + 5;
    private static final int DATAGRAM_HEADER = 3;

    private static final KernelRoute WANTED =
            KernelRoute.via(Prefix.parse("10.1.0.0/26"), IpAddress.parse("10.9.0.2"), 3);

    private final ScriptedKernel kernel = new ScriptedKernel();
    private final KernelRouteTable table;

    NetlinkFuzzTest() throws KernelException {
        kernel.replying(message(ACK, -NO_SUCH_ROUTE));
        table = NetlinkRouteTable.opener(kernel, KernelSyncSettings.DEFAULT).open();
    }

    private static byte[] message(int type, int number) {
        return ByteBuffer.allocate(HEADER_LENGTH + 4)
                .order(ByteOrder.nativeOrder())
                .putInt(HEADER_LENGTH + 4)
                .putShort((short) type)
                .putShort((short) 0)
                .putInt(0)
                .putInt(0)
                .putInt(number)
                .array();
    }

    static Stream<byte[]> seeds() {
        return Seeds.netlink();
    }

    @MethodSource("seeds")
    @Timeout(30)
    @FuzzTest
    void netlink(byte[] input) {
        kernel.reset();
        script(input);
        try {
            for (KernelEvent event : table.awaitEvents(0)) {
                Check.that(!event.toString().isEmpty(), () -> "an event without text");
            }
            KernelSnapshot snapshot = table.scan();
            snapshot.routes().forEach(NetlinkFuzzTest::checkRoute);
            List<RouteOperation> operations =
                    KernelReconciler.diff(Map.of(WANTED.destination(), WANTED), snapshot.routes());
            List<OperationResult> results = table.apply(operations);
            Check.equal(results.size(), operations.size(), "how many were answered");
        } catch (KernelException refused) {
            Check.that(
                    refused.getMessage().endsWith("failed")
                            || refused.getMessage().contains("failed: "),
                    () -> "no reason in " + refused.getMessage());
        }
        kernel.requests().forEach(NetlinkFuzzTest::checkRequests);
    }

    private void script(byte[] input) {
        int position = 0;
        while (position + DATAGRAM_HEADER <= input.length) {
            int how = input[position];
            int length = ((input[position + 1] & 0xff) << 8) | (input[position + 2] & 0xff);
            int start = position + DATAGRAM_HEADER;
            int end = Math.min(input.length, start + length);
            byte[] octets = Arrays.copyOfRange(input, start, end);
            switch (how & 3) {
                case 0, 1 -> kernel.replying(octets);
                case 2 -> kernel.notifying(octets);
                default -> kernel.failing(ScriptedKernel.ENOBUFS);
            }
            position = end;
        }
    }

    private static void checkRoute(KernelRoute route) {
        Check.equal(route.table(), MAIN_TABLE, "the table of " + route);
        Check.equal(
                new KernelRoute(
                        route.destination(),
                        new RouteAttributes(
                                route.type(),
                                route.nextHops(),
                                route.metric(),
                                route.protocol(),
                                route.table(),
                                route.source(),
                                route.extras())),
                route,
                "a route that is made anew");
    }

    /** Whatever the kernel says, nobody else's route is asked to be changed or removed. */
    private static void checkRequests(byte[] datagram) {
        ByteBuffer octets = ByteBuffer.wrap(datagram).order(ByteOrder.nativeOrder());
        int start = 0;
        while (start < datagram.length) {
            int type = octets.getShort(start + 4);
            if (type == NEW_ROUTE || type == DEL_ROUTE) {
                Check.equal((int) datagram[start + PROTOCOL_OFFSET], OWN_PROTOCOL, "the protocol of a request");
                Check.equal(datagram[start + TABLE_OFFSET] & 0xff, MAIN_TABLE, "the table of a request");
            }
            start += (octets.getInt(start) + 3) & ~3;
        }
    }
}
