package io.nightjar.kernel.netlink;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.InterfacePatterns;
import io.nightjar.kernel.KernelAddress;
import io.nightjar.kernel.KernelEvent;
import io.nightjar.kernel.KernelLink;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.KernelRouteTable;
import io.nightjar.kernel.KernelSnapshot;
import io.nightjar.kernel.KernelSyncSettings;
import io.nightjar.kernel.OperationResult;
import io.nightjar.kernel.RouteOperation;
import io.nightjar.kernel.RoutesElsewhere;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One routing table of the kernel, over two netlink sockets: one for requests, one for notifications. */
public final class NetlinkRouteTable implements KernelRouteTable {

    /** Room for some ten thousand notifications while the thread is busy. */
    private static final int EVENT_SOCKET_BYTES = 8 * 1024 * 1024;

    private static final List<Afi> FAMILIES = List.of(Afi.IPV4, Afi.IPV6);

    private static final int ANY_PROTOCOL = 0;
    private static final String READING_ROUTES = "reading the routes";
    private static final String READING_NEXT_HOPS = "reading the next hop objects";

    /** No packet goes there, and no metric is greater: nobody has this route. */
    private static final KernelRoute NOWHERE =
            KernelRoute.blackhole(Prefix.parse("0.0.0.0/32")).withMetric(KernelRoute.MAX_METRIC);

    private final int table;
    private final InterfacePatterns unread;
    private final NetlinkRequests requests;
    private final NetlinkEvents events;
    private final NextHopObjects nextHopObjects;

    /** What the last scan's routes and next hop objects came to. */
    private long shown;

    private NetlinkRouteTable(
            KernelSyncSettings settings,
            NetlinkRequests requests,
            NetlinkEvents events,
            NextHopObjects nextHopObjects) {
        this.table = settings.table();
        this.unread = settings.unread();
        this.requests = requests;
        this.events = events;
        this.nextHopObjects = nextHopObjects;
    }

    /** Opens the table in the network namespace of the thread that opens it. What it needs is loaded from now on. */
    public static KernelRouteTable.Opener opener(KernelSyncSettings settings) {
        CompletableFuture<LibC> libc = LibC.loading();
        return () -> open(libc.join(), settings, EVENT_SOCKET_BYTES);
    }

    /** The same with other system calls, such as those of a test. */
    public static KernelRouteTable.Opener opener(LibC libc, KernelSyncSettings settings) {
        return () -> open(libc, settings, EVENT_SOCKET_BYTES);
    }

    /** Moves the thread that opens the table into a network namespace, for good, and opens it there. */
    public static KernelRouteTable.Opener openerInside(Path namespace, KernelSyncSettings settings) {
        return () -> {
            LibC libc = LibC.load();
            NamespaceEntry.enter(libc, namespace);
            return open(libc, settings, EVENT_SOCKET_BYTES);
        };
    }

    /** Listens first and asks later, so that no change falls between a scan and the first event. */
    static NetlinkRouteTable open(LibC libc, KernelSyncSettings settings, int eventSocketBytes)
            throws NetlinkException {
        NetlinkRequests requests = new NetlinkRequests(libc);
        try {
            requireWriting(requests, settings.table());
            NextHopObjects objects = new NextHopObjects();
            NetlinkEvents events =
                    new NetlinkEvents(libc, requests.portId(), settings.table(), objects, eventSocketBytes);
            return new NetlinkRouteTable(settings, requests, events, objects);
        } catch (NetlinkException failure) {
            requests.close();
            throw failure;
        }
    }

    /**
     * Asks for something that only a process that may write routes is not refused. What the process' own capabilities say is not
     * enough: they may be those of another user namespace than the network's.
     */
    private static void requireWriting(NetlinkRequests requests, int table) throws NetlinkException {
        requests.order(0, RouteRequest.Order.DELETE, NOWHERE.withTable(table));
        if (requests.failures().getOrDefault(0, NetlinkRequests.Answer.DONE).errno() == Errno.EPERM) {
            throw new NetlinkException("writing routes", Errno.EPERM);
        }
    }

    @Override
    public KernelSnapshot scan() throws NetlinkException {
        List<KernelLink> links = links();
        return new KernelSnapshot(links, addresses(links), routesOf(ANY_PROTOCOL));
    }

    @Override
    public KernelSnapshot scanAgain() throws NetlinkException {
        List<KernelLink> links = links();
        List<KernelAddress> addresses = addresses(links);
        return new KernelSnapshot(links, addresses, digest() == shown ? null : routesOf(ANY_PROTOCOL));
    }

    private List<KernelLink> links() throws NetlinkException {
        return requests.dump(
                "reading the links", LinkMessageCodec::writeDump, message -> LinkMessageCodec.decode(message.body()));
    }

    private List<KernelAddress> addresses(List<KernelLink> links) throws NetlinkException {
        List<KernelAddress> addresses = new ArrayList<>();
        for (int index : linksToAsk(links)) {
            addresses.addAll(addressesOf(index));
        }
        return addresses;
    }

    /** All links with one question, or each that is to be read with one of its own. */
    private List<Integer> linksToAsk(List<KernelLink> links) {
        List<Integer> read = links.stream()
                .filter(link -> !unread.matches(link.name()))
                .map(KernelLink::index)
                .toList();
        return read.size() == links.size() || !requests.isStrict() ? List.of(0) : read;
    }

    private List<KernelAddress> addressesOf(int interfaceIndex) throws NetlinkException {
        List<KernelAddress> addresses = new ArrayList<>();
        for (Afi afi : FAMILIES) {
            addresses.addAll(emptyIf(
                    Errno.ENODEV,
                    () -> requests.dump(
                            "reading the addresses",
                            (out, sequence) -> AddressMessageCodec.writeDump(out, sequence, afi, interfaceIndex),
                            message -> AddressMessageCodec.decode(message.body()))));
        }
        return addresses;
    }

    /** The routes of one protocol in this table, both families; 0 stands for all protocols. */
    List<KernelRoute> routesOf(int protocol) throws NetlinkException {
        List<KernelRoute> routes = new ArrayList<>();
        DumpDigest digest = new DumpDigest();
        readNextHopObjects(digest);
        for (Afi afi : FAMILIES) {
            routes.addAll(emptyIf(
                    Errno.ENOENT,
                    () -> requests.dump(
                            READING_ROUTES,
                            dumpOf(afi, protocol),
                            message -> RouteMessageCodec.decode(message.body(), nextHopObjects),
                            digest::add)));
        }
        shown = digest.value();
        routes.removeIf(route -> route.table() != table || !(protocol == ANY_PROTOCOL || route.protocol() == protocol));
        return routes;
    }

    @Override
    public List<RoutesElsewhere> ownElsewhere() throws NetlinkException {
        List<RoutesElsewhere> found = new ArrayList<>();
        for (Afi afi : FAMILIES) {
            SortedMap<Integer, Integer> counts = new TreeMap<>();
            requests.dump(
                            READING_ROUTES,
                            (out, sequence) -> RouteMessageCodec.writeDump(
                                    out, sequence, afi, RouteMessageCodec.ALL_TABLES, KernelRoute.OWN_PROTOCOL),
                            this::ownTableElsewhere)
                    .forEach(number -> counts.merge(number, 1, Integer::sum));
            counts.forEach((number, routes) -> found.add(new RoutesElsewhere(afi, number, routes)));
        }
        return found;
    }

    private @Nullable Integer ownTableElsewhere(NetlinkMessage message) {
        KernelRoute route = RouteMessageCodec.decode(message.body(), nextHopObjects);
        return route != null && route.isOwn() && route.table() != table ? route.table() : null;
    }

    /** A kernel before 5.3 has none. */
    private void readNextHopObjects(DumpDigest digest) throws NetlinkException {
        nextHopObjects.replaceAll(emptyIf(
                Errno.EOPNOTSUPP,
                () -> requests.dump(
                        READING_NEXT_HOPS,
                        NextHopMessageCodec::writeDump,
                        message -> NextHopMessageCodec.decode(message.body()),
                        digest::add)));
    }

    private NetlinkRequests.Dump dumpOf(Afi afi, int protocol) {
        return (out, sequence) -> RouteMessageCodec.writeDump(out, sequence, afi, table, protocol);
    }

    /** What all routes and next hop objects come to now. */
    private long digest() throws NetlinkException {
        DumpDigest digest = new DumpDigest();
        requests.dump(READING_NEXT_HOPS, NextHopMessageCodec::writeDump, digest);
        for (Afi afi : FAMILIES) {
            requests.dump(READING_ROUTES, dumpOf(afi, ANY_PROTOCOL), digest);
        }
        return digest.value();
    }

    /** Something that is asked of the kernel. */
    @FunctionalInterface
    private interface Reading<T> {

        List<T> read() throws NetlinkException;
    }

    /** A table without routes does not exist, and a link may just have gone. */
    private static <T> List<T> emptyIf(int errno, Reading<T> reading) throws NetlinkException {
        try {
            return reading.read();
        } catch (NetlinkException failure) {
            if (failure.errno() == errno) {
                return List.of();
            }
            throw failure;
        }
    }

    @Override
    public List<OperationResult> apply(List<RouteOperation> operations) throws NetlinkException {
        return OperationBatch.carryOut(operations, requests);
    }

    @Override
    public List<KernelEvent> awaitEvents(long timeoutMillis) throws NetlinkException {
        return events.await(timeoutMillis);
    }

    @Override
    public void wakeUp() {
        events.wakeUp();
    }

    @Override
    public void close() {
        requests.close();
        events.close();
    }
}
