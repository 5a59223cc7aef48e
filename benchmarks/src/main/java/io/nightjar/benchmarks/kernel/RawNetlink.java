package io.nightjar.benchmarks.kernel;

import io.nightjar.benchmarks.harness.InNamespace;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.kernel.netlink.LibC;
import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import jnr.ffi.byref.IntByReference;

/**
 * As fast as it can be: all requests are written beforehand, many go with one system call, and only the last of each datagram is
 * answered. It knows nothing of what the kernel had before, and would not notice what went wrong in between, except that the
 * kernel stops at nothing and answers each failure.
 */
final class RawNetlink implements RouteDriver {

    private static final int NETLINK_ROUTE = 0;
    private static final int RTM_NEWROUTE = 24;
    private static final int RTM_DELROUTE = 25;
    private static final int NLM_F_REQUEST = 1;
    private static final int NLM_F_ACK = 4;
    private static final int NLM_F_EXCL_CREATE = 0x600;
    private static final int NLMSG_ERROR = 2;
    private static final int HEADER_LENGTH = 16;
    private static final int ROUTE_LENGTH = 12;
    private static final int RTA_DST = 1;
    private static final int RTA_OIF = 4;
    private static final int RTA_GATEWAY = 5;
    private static final int RTA_LENGTH = 8;
    private static final int MESSAGE_LENGTH = HEADER_LENGTH + ROUTE_LENGTH + 3 * RTA_LENGTH;
    static final int PER_DATAGRAM = 1000;
    private static final int SHORT_MESSAGE_LENGTH = HEADER_LENGTH + ROUTE_LENGTH + RTA_LENGTH;
    private static final int ADDRESS_LENGTH = 12;

    private final LibC libc;
    private final int fd;
    private final List<ByteBuffer> additions;
    private final List<ByteBuffer> removals;
    private final ByteBuffer answer = direct(8192);
    private final ByteBuffer sender = direct(ADDRESS_LENGTH);

    private RawNetlink(LibC libc, int fd, int device, int count) {
        this.libc = libc;
        this.fd = fd;
        this.additions = datagrams(RTM_NEWROUTE, NLM_F_EXCL_CREATE, device, count);
        this.removals = datagrams(RTM_DELROUTE, 0, device, count);
    }

    static RawNetlink open(Ground ground, int count) throws IOException {
        return InNamespace.call(ground.namespace(Ground.TARGET), () -> {
            LibC libc = InNamespace.libc();
            int fd = libc.socket(LibC.AF_NETLINK, LibC.SOCK_RAW | LibC.SOCK_CLOEXEC, NETLINK_ROUTE);
            if (fd < 0) {
                throw new IOException("no netlink socket: errno " + LibC.errno());
            }
            return new RawNetlink(
                    libc, fd, NetworkInterface.getByName(Ground.DEVICE).getIndex(), count);
        });
    }

    private static ByteBuffer direct(int length) {
        return ByteBuffer.allocateDirect(length).order(ByteOrder.nativeOrder());
    }

    private static List<ByteBuffer> datagrams(int type, int flags, int device, int count) {
        List<ByteBuffer> all = new ArrayList<>();
        for (int first = 0; first < count; first += PER_DATAGRAM) {
            int end = Math.min(count, first + PER_DATAGRAM);
            ByteBuffer datagram = direct((end - first) * MESSAGE_LENGTH);
            for (int index = first; index < end; index++) {
                int answered = index == end - 1 ? NLM_F_ACK : 0;
                message(datagram, type, NLM_F_REQUEST | flags | answered, device, Blocks.address(index));
            }
            all.add(datagram);
        }
        return all;
    }

    private static void message(ByteBuffer out, int type, int flags, int device, int destination) {
        header(out, MESSAGE_LENGTH, type, flags);
        // Table main, protocol bird, scope universe, unicast; flags.
        out.put((byte) 254).put((byte) 12).put((byte) 0).put((byte) 1).putInt(0);
        address(out, RTA_DST, destination);
        out.putShort((short) RTA_LENGTH).putShort((short) RTA_OIF).putInt(device);
        address(out, RTA_GATEWAY, gateway());
    }

    private static void header(ByteBuffer out, int length, int type, int flags) {
        out.putInt(length)
                .putShort((short) type)
                .putShort((short) flags)
                .putInt(1)
                .putInt(0);
        // AF_INET, destination length, source length, TOS.
        out.put((byte) 2).put((byte) Blocks.LENGTH).put((byte) 0).put((byte) 0);
    }

    /** Removes the route to one block, whoever has written it. */
    void removeAnybodys(int index) throws IOException {
        ByteBuffer datagram = direct(SHORT_MESSAGE_LENGTH);
        header(datagram, SHORT_MESSAGE_LENGTH, RTM_DELROUTE, NLM_F_REQUEST | NLM_F_ACK);
        // Table main, any protocol, scope nowhere, any type; flags.
        datagram.put((byte) 254).put((byte) 0).put((byte) 255).put((byte) 0).putInt(0);
        address(datagram, RTA_DST, Blocks.address(index));
        sendAll(List.of(datagram));
    }

    private static int gateway() {
        return ByteBuffer.wrap(IpAddress.parse(Ground.FEED_ADDRESS).toBytes()).getInt();
    }

    private static void address(ByteBuffer out, int type, int address) {
        out.putShort((short) RTA_LENGTH).putShort((short) type);
        out.put((byte) (address >>> 24))
                .put((byte) (address >>> 16))
                .put((byte) (address >>> 8))
                .put((byte) address);
    }

    @Override
    public String version() {
        return PER_DATAGRAM + " requests in a datagram, written beforehand";
    }

    @Override
    public void add() throws IOException {
        sendAll(additions);
    }

    @Override
    public void remove() throws IOException {
        sendAll(removals);
    }

    private void sendAll(List<ByteBuffer> datagrams) throws IOException {
        for (ByteBuffer datagram : datagrams) {
            int length = datagram.capacity();
            if (libc.send(fd, datagram.duplicate().rewind(), length, 0) != length) {
                throw new IOException("sending requests: errno " + LibC.errno());
            }
            readAnswer();
        }
    }

    private void readAnswer() throws IOException {
        answer.clear();
        long length = libc.recvfrom(fd, answer, answer.capacity(), 0, sender, new IntByReference(ADDRESS_LENGTH));
        if (length < HEADER_LENGTH + Integer.BYTES) {
            throw new IOException("no answer: errno " + LibC.errno());
        }
        int type = answer.getShort(4);
        int error = answer.getInt(HEADER_LENGTH);
        if (type != NLMSG_ERROR || error != 0) {
            throw new IOException("the kernel answered with type " + type + ", error " + error);
        }
    }

    @Override
    public List<Long> processes() {
        return List.of();
    }

    @Override
    public void close() {
        libc.close(fd);
    }
}
