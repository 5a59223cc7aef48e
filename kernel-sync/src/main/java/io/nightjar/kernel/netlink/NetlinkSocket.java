package io.nightjar.kernel.netlink;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import jnr.ffi.byref.IntByReference;

/** A socket to the kernel's routing part (NETLINK_ROUTE). Owned by the thread that opened it. */
final class NetlinkSocket implements AutoCloseable {

    /** Nothing was there to be received. */
    static final int NOTHING = -1;

    /** Messages were lost or cut off. */
    static final int OVERRUN = -2;

    private static final int NETLINK_ROUTE = 0;
    private static final int ADDRESS_LENGTH = 12;
    private static final int NETLINK_CAP_ACK = 10;
    private static final int NETLINK_EXT_ACK = 11;
    private static final int NETLINK_GET_STRICT_CHK = 12;
    private static final int POLL_ENTRY_LENGTH = 8;
    private static final int SO_ATTACH_FILTER = 26;
    private static final int FILTER_INSTRUCTION_LENGTH = 8;
    private static final int FILTER_PROGRAM_LENGTH = 16;
    private static final int FILTER_INSTRUCTIONS = 9;
    private static final int BPF_LOAD_WORD = 0x20;
    private static final int BPF_LOAD_HALF_WORD = 0x28;
    private static final int BPF_LOAD_BYTE = 0x30;
    private static final int BPF_JUMP_IF_EQUAL = 0x15;
    private static final int BPF_RETURN = 0x06;
    private static final int TYPE_OFFSET = 4;
    private static final int PORT_ID_OFFSET = 12;
    private static final int TABLE_OFFSET = 20;
    /** {@code RT_TABLE_LOCAL}: the kernel's own, a route for each address. */
    static final int LOCAL_TABLE = 255;

    /** More than an octet holds. */
    private static final int NO_TABLE = 256;

    private final LibC libc;
    private final int fd;
    private final ByteBuffer sender = direct(ADDRESS_LENGTH);
    private final ByteBuffer pollEntry = direct(POLL_ENTRY_LENGTH);
    private int portId;
    private boolean strict;

    private NetlinkSocket(LibC libc, int fd) {
        this.libc = libc;
        this.fd = fd;
    }

    /**
     * Opens and binds a socket in the calling thread's network namespace.
     *
     * @param groups a bit for each multicast group; 0 for requests only
     */
    static NetlinkSocket open(LibC libc, int groups, int receiveBufferBytes) throws NetlinkException {
        int fd = libc.socket(LibC.AF_NETLINK, LibC.SOCK_RAW | LibC.SOCK_CLOEXEC, NETLINK_ROUTE);
        if (fd < 0) {
            throw new NetlinkException("opening a netlink socket", LibC.errno());
        }
        NetlinkSocket socket = new NetlinkSocket(libc, fd);
        try {
            socket.prepare(groups, receiveBufferBytes);
            return socket;
        } catch (NetlinkException failure) {
            socket.close();
            throw failure;
        }
    }

    static ByteBuffer direct(int length) {
        return ByteBuffer.allocateDirect(length).order(ByteOrder.nativeOrder());
    }

    private void prepare(int groups, int receiveBufferBytes) throws NetlinkException {
        if (!set(LibC.SOL_SOCKET, LibC.SO_RCVBUFFORCE, receiveBufferBytes)) {
            set(LibC.SOL_SOCKET, LibC.SO_RCVBUF, receiveBufferBytes);
        }
        set(LibC.SOL_NETLINK, NETLINK_CAP_ACK, 1);
        set(LibC.SOL_NETLINK, NETLINK_EXT_ACK, 1);
        strict = set(LibC.SOL_NETLINK, NETLINK_GET_STRICT_CHK, 1);
        ByteBuffer address = direct(ADDRESS_LENGTH);
        address.putShort(0, (short) LibC.AF_NETLINK).putInt(8, groups);
        if (libc.bind(fd, address, ADDRESS_LENGTH) != 0) {
            throw new NetlinkException("binding the netlink socket", LibC.errno());
        }
        if (libc.getsockname(fd, address, new IntByReference(ADDRESS_LENGTH)) != 0) {
            throw new NetlinkException("reading the netlink socket's address", LibC.errno());
        }
        portId = address.getInt(4);
    }

    private boolean set(int level, int option, int value) {
        return libc.setsockopt(fd, level, option, direct(4).putInt(0, value), 4) == 0;
    }

    /**
     * Asks the kernel not to put into this socket what is of no use: what a request of another one has caused, as each route that
     * we write comes back once without that; and the routes of the table {@code local}, of which each address makes one. Where the
     * kernel cannot, such messages have to be left out after they were read.
     *
     * @param otherPortId of that other socket
     * @param withLocalTable whether the table {@code local} is of use
     */
    void ignoreEchoesOf(int otherPortId, boolean withLocalTable) {
        ByteBuffer filter = direct(FILTER_INSTRUCTIONS * FILTER_INSTRUCTION_LENGTH);
        instruction(filter, BPF_LOAD_WORD, 0, 0, PORT_ID_OFFSET);
        instruction(filter, BPF_JUMP_IF_EQUAL, 6, 0, loaded(otherPortId));
        instruction(filter, BPF_LOAD_HALF_WORD, 0, 0, TYPE_OFFSET);
        instruction(filter, BPF_JUMP_IF_EQUAL, 1, 0, loadedHalf(NetlinkMessage.NEW_ROUTE));
        instruction(filter, BPF_JUMP_IF_EQUAL, 0, 2, loadedHalf(NetlinkMessage.DEL_ROUTE));
        instruction(filter, BPF_LOAD_BYTE, 0, 0, TABLE_OFFSET);
        instruction(filter, BPF_JUMP_IF_EQUAL, 1, 0, withLocalTable ? NO_TABLE : LOCAL_TABLE);
        instruction(filter, BPF_RETURN, 0, 0, -1);
        instruction(filter, BPF_RETURN, 0, 0, 0);
        ByteBuffer program = direct(FILTER_PROGRAM_LENGTH);
        try {
            program.putShort(0, (short) FILTER_INSTRUCTIONS)
                    .putLong(
                            8,
                            Pointer.wrap(Runtime.getSystemRuntime(), filter.rewind())
                                    .address());
            libc.setsockopt(fd, LibC.SOL_SOCKET, SO_ATTACH_FILTER, program, FILTER_PROGRAM_LENGTH);
        } finally {
            Reference.reachabilityFence(filter);
        }
    }

    /** What a filter sees of a number in the machine's own order: it loads in network byte order. */
    private static int loaded(int number) {
        return ByteOrder.nativeOrder().equals(ByteOrder.BIG_ENDIAN) ? number : Integer.reverseBytes(number);
    }

    private static int loadedHalf(int number) {
        return ByteOrder.nativeOrder().equals(ByteOrder.BIG_ENDIAN) ? number : loaded(number) >>> 16;
    }

    private static void instruction(ByteBuffer out, int code, int ifTrue, int ifFalse, int operand) {
        out.putShort((short) code).put((byte) ifTrue).put((byte) ifFalse).putInt(operand);
    }

    int fd() {
        return fd;
    }

    /** What the kernel calls this socket; echoes of its requests carry it. */
    int portId() {
        return portId;
    }

    /** Whether the kernel obeys the filters of a dump. */
    boolean isStrict() {
        return strict;
    }

    /** Sends everything between position 0 and the buffer's position, as one datagram. */
    void send(ByteBuffer messages) throws NetlinkException {
        long sent;
        do {
            sent = libc.send(fd, messages.duplicate().rewind(), messages.position(), 0);
        } while (sent < 0 && LibC.errno() == Errno.EINTR);
        if (sent < 0) {
            throw new NetlinkException("sending a netlink request", LibC.errno());
        }
    }

    /**
     * Receives one datagram of the kernel, if there is one, into the buffer from position 0; the limit is set behind it.
     *
     * @return its length, {@link #NOTHING} or {@link #OVERRUN}
     */
    int receive(ByteBuffer into) throws NetlinkException {
        into.clear();
        while (true) {
            long length = libc.recvfrom(
                    fd,
                    into,
                    into.capacity(),
                    LibC.MSG_DONTWAIT | LibC.MSG_TRUNC,
                    sender,
                    new IntByReference(ADDRESS_LENGTH));
            int errno = length < 0 ? LibC.errno() : 0;
            if (errno == Errno.EAGAIN) {
                return NOTHING;
            }
            if (errno == Errno.ENOBUFS || length > into.capacity()) {
                return OVERRUN;
            }
            if (errno != 0 && errno != Errno.EINTR) {
                throw new NetlinkException("receiving from netlink", errno);
            }
            boolean fromKernel = sender.getInt(4) == 0;
            if (length >= 0 && fromKernel) {
                into.limit((int) length);
                return (int) length;
            }
        }
    }

    /** Like {@link #receive}, but waits. */
    int receiveWithin(ByteBuffer into, int timeoutMillis) throws NetlinkException {
        int length = receive(into);
        if (length != NOTHING) {
            return length;
        }
        pollEntry.putInt(0, fd).putShort(4, (short) LibC.POLLIN).putShort(6, (short) 0);
        if (libc.poll(pollEntry, 1, timeoutMillis) < 0 && LibC.errno() != Errno.EINTR) {
            throw new NetlinkException("waiting for netlink", LibC.errno());
        }
        return receive(into);
    }

    @Override
    public void close() {
        libc.close(fd);
    }
}
