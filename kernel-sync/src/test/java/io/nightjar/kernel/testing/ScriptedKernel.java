package io.nightjar.kernel.testing;

import io.nightjar.kernel.netlink.LibC;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import jnr.ffi.Runtime;
import jnr.ffi.byref.IntByReference;

/**
 * A kernel that answers what a test wants it to, whatever it is asked. Requests get the next datagrams of the script, one or
 * more for each; notifications are there at once. What is written to it is kept.
 */
public final class ScriptedKernel implements LibC {

    public static final int EAGAIN = 11;
    public static final int ENOBUFS = 105;

    private static final int HEADER_LENGTH = 16;
    private static final int SEQUENCE = 8;
    private static final int PORT_ID = 77;

    private final Deque<Reply> replies = new ArrayDeque<>();
    private final Deque<Reply> notifications = new ArrayDeque<>();
    private final List<byte[]> requests = new ArrayList<>();
    private int descriptors;
    private int lastSequence;
    private int requestSocket;

    /**
     * What one call of {@code recvfrom} does.
     *
     * @param datagram what is received
     * @param errno instead of it, if it is not 0
     */
    private record Reply(ByteBuffer datagram, int errno) {

        static Reply of(byte[] octets) {
            return new Reply(ByteBuffer.wrap(octets.clone()).order(ByteOrder.nativeOrder()), 0);
        }
    }

    /** The next answer; each message in it gets the sequence number of the last request. */
    public ScriptedKernel replying(byte[] octets) {
        replies.add(Reply.of(octets));
        return this;
    }

    /** Reading the next answer fails. */
    public ScriptedKernel failing(int errno) {
        replies.add(new Reply(ByteBuffer.allocate(0), errno));
        return this;
    }

    public ScriptedKernel notifying(byte[] octets) {
        notifications.add(Reply.of(octets));
        return this;
    }

    /** Everything that was sent, datagram by datagram. */
    public List<byte[]> requests() {
        return List.copyOf(requests);
    }

    /** Forgets the script and what was sent. */
    public void reset() {
        replies.clear();
        notifications.clear();
        requests.clear();
    }

    @Override
    public int socket(int domain, int type, int protocol) {
        descriptors++;
        if (requestSocket == 0) {
            requestSocket = descriptors;
        }
        return descriptors;
    }

    @Override
    public int bind(int fd, ByteBuffer address, int length) {
        return 0;
    }

    @Override
    public int getsockname(int fd, ByteBuffer address, IntByReference length) {
        address.putInt(4, PORT_ID + fd);
        return 0;
    }

    @Override
    public int setsockopt(int fd, int level, int name, ByteBuffer value, int length) {
        return 0;
    }

    @Override
    public long send(int fd, ByteBuffer message, long length, int flags) {
        byte[] octets = new byte[(int) length];
        message.get(message.position(), octets);
        requests.add(octets);
        walk(
                ByteBuffer.wrap(octets).order(ByteOrder.nativeOrder()),
                (all, start) -> lastSequence = all.getInt(start + SEQUENCE));
        return length;
    }

    @Override
    public long recvfrom(
            int fd, ByteBuffer into, long length, int flags, ByteBuffer sender, IntByReference senderLength) {
        Reply reply = (fd == requestSocket ? replies : notifications).poll();
        int errno = reply == null ? EAGAIN : reply.errno();
        if (reply == null || errno != 0) {
            Runtime.getSystemRuntime().setLastError(errno);
            return -1;
        }
        ByteBuffer datagram = reply.datagram();
        if (fd == requestSocket) {
            walk(datagram, (all, start) -> all.putInt(start + SEQUENCE, lastSequence));
        }
        sender.putInt(4, 0);
        into.put(0, datagram, 0, Math.min(datagram.limit(), into.capacity()));
        return datagram.limit();
    }

    @FunctionalInterface
    private interface Visitor {

        void visit(ByteBuffer all, int start);
    }

    private static void walk(ByteBuffer octets, Visitor visitor) {
        int start = 0;
        while (start + HEADER_LENGTH <= octets.limit()) {
            visitor.visit(octets, start);
            int length = octets.getInt(start);
            if (length < HEADER_LENGTH || length > octets.limit() - start) {
                return;
            }
            start += length + 3 & ~3;
        }
    }

    @Override
    public int poll(ByteBuffer descriptors, long count, int timeoutMillis) {
        return 0;
    }

    @Override
    public int eventfd(int initial, int flags) {
        return ++descriptors;
    }

    @Override
    public long read(int fd, ByteBuffer into, long length) {
        return length;
    }

    @Override
    public long write(int fd, ByteBuffer from, long length) {
        return length;
    }

    @Override
    public int open(CharSequence path, int flags) {
        return ++descriptors;
    }

    @Override
    public int madvise(long address, long length, int advice) {
        return 0;
    }

    @Override
    public int setns(int fd, int type) {
        return 0;
    }

    @Override
    public int close(int fd) {
        return 0;
    }
}
