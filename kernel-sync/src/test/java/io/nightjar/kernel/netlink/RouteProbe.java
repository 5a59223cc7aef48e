package io.nightjar.kernel.netlink;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.kernel.testing.NetworkNamespace;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/**
 * Asks the kernel without a pause which route a packet to an address would take ({@code ip route get}), in a thread of its own,
 * and remembers whether there was ever none.
 */
final class RouteProbe implements AutoCloseable {

    private static final int ENETUNREACH = 101;
    private static final int RTA_DST = 1;

    /**
     * What came of it.
     *
     * @param questions how often it was asked
     * @param gaps how often there was no route; a route that discards is one
     */
    record Findings(long questions, long gaps) {}

    private final List<IpAddress> addresses;
    private final CountDownLatch asking = new CountDownLatch(1);
    private final CompletableFuture<Findings> findings = new CompletableFuture<>();
    private volatile boolean ended;

    private RouteProbe(List<IpAddress> addresses) {
        this.addresses = addresses;
    }

    /** Begins; there have to be routes to all these addresses. */
    static RouteProbe start(NetworkNamespace namespace, List<IpAddress> addresses) throws InterruptedException {
        RouteProbe probe = new RouteProbe(addresses);
        Thread thread =
                new Thread(() -> probe.findings.completeAsync(() -> namespace.inside(probe::ask), Runnable::run));
        thread.start();
        probe.asking.await();
        return probe;
    }

    private Findings ask() throws NetlinkException {
        ByteBuffer incoming = NetlinkSocket.direct(8192);
        ByteBuffer outgoing = NetlinkSocket.direct(256);
        List<Integer> answers = new ArrayList<>();
        long questions = 0;
        long gaps = 0;
        try (NetlinkSocket socket = NetlinkSocket.open(LibC.load(), 0, 1 << 16)) {
            while (!ended) {
                for (IpAddress address : addresses) {
                    outgoing.clear();
                    write(new NetlinkWriter(outgoing), address);
                    socket.send(outgoing);
                    socket.receiveWithin(incoming, 5000);
                    answers.clear();
                    NetlinkMessage.parse(incoming).stream()
                            .filter(message -> message.type() == NetlinkMessage.ERROR)
                            .forEach(message -> answers.add(message.errorNumber()));
                    questions++;
                    gaps += answers.contains(ENETUNREACH) ? 1 : 0;
                }
                asking.countDown();
            }
        } finally {
            asking.countDown();
        }
        return new Findings(questions, gaps);
    }

    private static void write(NetlinkWriter out, IpAddress address) {
        out.begin(NetlinkMessage.GET_ROUTE, NetlinkMessage.F_REQUEST, 1)
                .octet(RouteMessageCodec.family(address.afi()))
                .octet(address.afi().equals(Afi.IPV4) ? 32 : 128)
                .octet(0)
                .octet(0)
                .octet(0)
                .octet(0)
                .octet(0)
                .octet(0)
                .int32(0)
                .attribute(RTA_DST, address)
                .end();
    }

    /** Ends it and tells what was found. */
    Findings end() {
        ended = true;
        return findings.join();
    }

    @Override
    public void close() {
        end();
    }
}
