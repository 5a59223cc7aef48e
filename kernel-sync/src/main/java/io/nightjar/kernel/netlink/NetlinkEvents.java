package io.nightjar.kernel.netlink;

import io.nightjar.kernel.KernelAddress;
import io.nightjar.kernel.KernelEvent;
import io.nightjar.kernel.KernelLink;
import io.nightjar.kernel.KernelRoute;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What the kernel tells on its own about links, addresses, next hop objects and one table. Owned by the {@code kernel} thread. */
final class NetlinkEvents implements AutoCloseable {

    private static final int GROUP_LINK = 1;
    private static final int GROUP_IPV4_ADDRESS = 1 << 4;
    private static final int GROUP_IPV4_ROUTE = 1 << 6;
    private static final int GROUP_IPV6_ADDRESS = 1 << 8;
    private static final int GROUP_IPV6_ROUTE = 1 << 10;
    /** Group 32, the last one that a bit stands for; a kernel that does not have it leaves it out. */
    private static final int GROUP_NEXT_HOP = 1 << 31;

    private static final int GROUPS =
            GROUP_LINK | GROUP_IPV4_ADDRESS | GROUP_IPV4_ROUTE | GROUP_IPV6_ADDRESS | GROUP_IPV6_ROUTE | GROUP_NEXT_HOP;

    private static final int RECEIVE_BYTES = 64 * 1024;
    private static final int POLL_ENTRY_LENGTH = 8;

    /** So that a flood is worked off in portions. */
    private static final int DATAGRAMS_PER_DRAIN = 4096;

    private final LibC libc;
    private final NetlinkSocket socket;
    private final WakeUp wakeUp;
    private final int ownPortId;
    private final int table;
    private final NextHopObjects objects;
    private final ByteBuffer incoming = NetlinkSocket.direct(RECEIVE_BYTES);
    private final ByteBuffer pollEntries = NetlinkSocket.direct(2 * POLL_ENTRY_LENGTH);

    /**
     * Begins to listen.
     *
     * @param ownPortId whose echoes are left out
     * @param table routes of others are left out
     * @param objects are kept as they are told
     */
    NetlinkEvents(LibC libc, int ownPortId, int table, NextHopObjects objects, int socketBytes)
            throws NetlinkException {
        this.libc = libc;
        this.ownPortId = ownPortId;
        this.table = table;
        this.objects = objects;
        this.socket = NetlinkSocket.open(libc, GROUPS, socketBytes);
        socket.ignoreEchoesOf(ownPortId, table == NetlinkSocket.LOCAL_TABLE);
        try {
            this.wakeUp = new WakeUp(libc);
        } catch (NetlinkException failure) {
            socket.close();
            throw failure;
        }
    }

    void wakeUp() {
        wakeUp.signal();
    }

    /** The events, after waiting for the first of them or a wake-up; a timeout of 0 leaves a wake-up for the next wait. */
    List<KernelEvent> await(long timeoutMillis) throws NetlinkException {
        if (timeoutMillis > 0) {
            poll((int) Math.min(timeoutMillis, Integer.MAX_VALUE));
        }
        return drain();
    }

    private void poll(int timeoutMillis) throws NetlinkException {
        entry(0, socket.fd());
        entry(POLL_ENTRY_LENGTH, wakeUp.fd());
        int ready = libc.poll(pollEntries, 2, timeoutMillis);
        if (ready < 0 && LibC.errno() != Errno.EINTR) {
            throw new NetlinkException("waiting for kernel notifications", LibC.errno());
        }
        if (ready > 0 && pollEntries.getShort(POLL_ENTRY_LENGTH + 6) != 0) {
            wakeUp.consume();
        }
    }

    private void entry(int offset, int fd) {
        pollEntries.putInt(offset, fd).putShort(offset + 4, (short) LibC.POLLIN).putShort(offset + 6, (short) 0);
    }

    private List<KernelEvent> drain() throws NetlinkException {
        List<KernelEvent> events = new ArrayList<>();
        for (int i = 0; i < DATAGRAMS_PER_DRAIN; i++) {
            int length = socket.receive(incoming);
            if (length == NetlinkSocket.NOTHING) {
                break;
            }
            if (length == NetlinkSocket.OVERRUN) {
                events.add(new KernelEvent.EventsLost("ENOBUFS"));
                continue;
            }
            for (NetlinkMessage message : NetlinkMessage.parse(incoming)) {
                if (message.portId() != ownPortId) {
                    decode(message, table, objects, events);
                }
            }
        }
        return events;
    }

    /** Adds the event that a message tells, if it tells one that matters. */
    static void decode(NetlinkMessage message, int table, NextHopObjects objects, List<KernelEvent> events) {
        switch (message.type()) {
            case NetlinkMessage.NEW_ROUTE, NetlinkMessage.DEL_ROUTE -> {
                KernelRoute route = RouteMessageCodec.decode(message.body(), objects);
                if (route != null && route.table() == table) {
                    events.add(
                            message.type() == NetlinkMessage.DEL_ROUTE
                                    ? new KernelEvent.RouteRemoved(route)
                                    : new KernelEvent.RouteAdded(route, place(message.flags())));
                }
            }
            case NetlinkMessage.NEW_LINK, NetlinkMessage.DEL_LINK -> {
                KernelLink link = LinkMessageCodec.decode(message.body());
                if (link != null) {
                    events.add(
                            message.type() == NetlinkMessage.DEL_LINK
                                    ? new KernelEvent.LinkRemoved(link.index())
                                    : new KernelEvent.LinkChanged(link));
                }
            }
            case NetlinkMessage.NEW_ADDRESS, NetlinkMessage.DEL_ADDRESS -> {
                KernelAddress address = AddressMessageCodec.decode(message.body());
                if (address != null) {
                    events.add(
                            message.type() == NetlinkMessage.DEL_ADDRESS
                                    ? new KernelEvent.AddressRemoved(address)
                                    : new KernelEvent.AddressAdded(address));
                }
            }
            case NetlinkMessage.NEW_NEXT_HOP, NetlinkMessage.DEL_NEXT_HOP -> nextHopObject(message, objects, events);
            case NetlinkMessage.OVERRUN -> events.add(new KernelEvent.EventsLost("overrun"));
            default -> {}
        }
    }

    /** The kernel says what was asked of it, and adds NLM_F_EXCL if there was no route with the same key. */
    private static KernelEvent.Place place(int flags) {
        if ((flags & NetlinkMessage.F_REPLACE) != 0) {
            return KernelEvent.Place.INSTEAD;
        }
        boolean behind = (flags & (NetlinkMessage.F_APPEND | NetlinkMessage.F_EXCL)) != 0;
        return behind ? KernelEvent.Place.BEHIND : KernelEvent.Place.IN_FRONT;
    }

    /** Which one it is does not matter to anybody else: who can tell what becomes of the routes that name it? */
    private static void nextHopObject(NetlinkMessage message, NextHopObjects objects, List<KernelEvent> events) {
        NextHopObjects.NextHopObject object = NextHopMessageCodec.decode(message.body());
        if (object != null && message.type() == NetlinkMessage.DEL_NEXT_HOP) {
            objects.remove(object);
        } else if (object != null) {
            objects.put(object);
        }
        boolean replaced = (message.flags() & NetlinkMessage.F_REPLACE) != 0;
        if (message.type() == NetlinkMessage.DEL_NEXT_HOP || replaced) {
            events.add(new KernelEvent.NextHopObjectChanged());
        }
    }

    @Override
    public void close() {
        socket.close();
        wakeUp.close();
    }
}
