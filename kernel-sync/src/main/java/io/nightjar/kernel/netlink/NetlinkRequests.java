package io.nightjar.kernel.netlink;

import io.nightjar.kernel.KernelRoute;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Questions and orders to the kernel over one socket, and their answers. Owned by the {@code kernel} thread. */
final class NetlinkRequests implements AutoCloseable {

    /** Something that asks for many messages. */
    @FunctionalInterface
    interface Dump {

        void write(NetlinkWriter out, int sequence);
    }

    /**
     * What the kernel thinks of an order.
     *
     * @param errno 0 if it was carried out
     * @param text the kernel's explanation; often empty
     */
    record Answer(int errno, String text) {

        static final Answer DONE = new Answer(0, "");

        boolean isDone() {
            return errno == 0;
        }

        /** The error's name with the explanation. */
        String reason() {
            return NetlinkException.describe(errno) + (text.isEmpty() ? "" : " (" + text + ")");
        }
    }

    private static final int RECEIVE_BYTES = 64 * 1024;
    private static final int SEND_BYTES = 128 * 1024;
    private static final int SOCKET_BYTES = 1024 * 1024;
    private static final int MESSAGES_PER_SEND = 512;
    private static final int DUMP_ATTEMPTS = 10;
    private static final int ANSWER_TIMEOUT_MILLIS = 10_000;
    private static final int F_CAPPED = 0x100;
    private static final int F_ACK_ATTRIBUTES = 0x200;
    private static final int ATTRIBUTE_TEXT = 1;

    private final NetlinkSocket socket;
    private final ByteBuffer incoming = NetlinkSocket.direct(RECEIVE_BYTES);
    private final ByteBuffer outgoing = NetlinkSocket.direct(SEND_BYTES);
    private final NetlinkWriter orders = new NetlinkWriter(outgoing);
    /** Of the orders that wait in the buffer. */
    private final int[] names = new int[MESSAGES_PER_SEND];

    private final Map<Integer, Answer> failures = new HashMap<>();
    private int ordered;
    private int lastSequence;

    NetlinkRequests(LibC libc) throws NetlinkException {
        this.socket = NetlinkSocket.open(libc, 0, SOCKET_BYTES);
    }

    int portId() {
        return socket.portId();
    }

    boolean isStrict() {
        return socket.isStrict();
    }

    /**
     * Reads a whole table. Changes meanwhile interrupt a dump; it is then repeated, up to {@value #DUMP_ATTEMPTS} times,
     * after which notifications have to correct what it shows.
     *
     * @param what for the message of the exception
     * @param decoder answers null for what is to be left out
     * @param datagrams is given each one after it was read, and may change it
     * @throws NetlinkException if the kernel refuses or does not answer
     */
    <T> List<T> dump(
            String what, Dump dump, Function<NetlinkMessage, @Nullable T> decoder, Consumer<ByteBuffer> datagrams)
            throws NetlinkException {
        List<T> found = new ArrayList<>();
        for (int attempt = 0; attempt < DUMP_ATTEMPTS; attempt++) {
            found.clear();
            ask(dump);
            if (readDump(what, decoder, found, datagrams)) {
                break;
            }
        }
        return found;
    }

    /** The same for somebody who wants nothing but what the decoder makes of it. */
    <T> List<T> dump(String what, Dump dump, Function<NetlinkMessage, @Nullable T> decoder) throws NetlinkException {
        return dump(what, dump, decoder, datagram -> {});
    }

    /** Reads a whole table once, and looks at nothing but its octets. */
    void dump(String what, Dump dump, DumpDigest digest) throws NetlinkException {
        ask(dump);
        do {
            receiveDatagram(what);
        } while (!digest.add(incoming));
    }

    private void ask(Dump dump) throws NetlinkException {
        outgoing.clear();
        dump.write(new NetlinkWriter(outgoing), ++lastSequence);
        socket.send(outgoing);
    }

    private <T> boolean readDump(
            String what, Function<NetlinkMessage, @Nullable T> decoder, List<T> found, Consumer<ByteBuffer> datagrams)
            throws NetlinkException {
        boolean consistent = true;
        while (true) {
            List<NetlinkMessage> messages = receive(what);
            datagrams.accept(incoming);
            for (NetlinkMessage message : messages) {
                if (message.sequence() != lastSequence) {
                    continue;
                }
                consistent &= (message.flags() & NetlinkMessage.F_DUMP_INTERRUPTED) == 0;
                if (message.type() == NetlinkMessage.DONE || message.type() == NetlinkMessage.ERROR) {
                    if (message.errorNumber() != 0) {
                        throw new NetlinkException(what, message.errorNumber());
                    }
                    return consistent;
                }
                T value = decoder.apply(message);
                if (value != null) {
                    found.add(value);
                }
            }
        }
    }

    private void receiveDatagram(String what) throws NetlinkException {
        int length = socket.receiveWithin(incoming, ANSWER_TIMEOUT_MILLIS);
        if (length == NetlinkSocket.NOTHING) {
            throw new NetlinkException(what + ": no answer within " + ANSWER_TIMEOUT_MILLIS + " ms; it", 0);
        }
        if (length == NetlinkSocket.OVERRUN) {
            throw new NetlinkException(what, Errno.ENOBUFS);
        }
    }

    private List<NetlinkMessage> receive(String what) throws NetlinkException {
        receiveDatagram(what);
        List<NetlinkMessage> messages = NetlinkMessage.parse(incoming);
        if (messages.stream().anyMatch(message -> message.type() == NetlinkMessage.OVERRUN)) {
            throw new NetlinkException(what + ": a part of the answer cannot be read; it", 0);
        }
        return messages;
    }

    /**
     * Takes an order. It goes to the kernel with others, many with one system call, and at the latest when somebody asks for the {@link
     * #failures}. One that fails does not stop the others.
     *
     * @param name by which its failure is told
     */
    void order(int name, RouteRequest.Order order, KernelRoute route) throws NetlinkException {
        if (ordered == MESSAGES_PER_SEND || (ordered > 0 && outgoing.remaining() < maximumLength(route))) {
            giveOrders();
        }
        if (ordered == 0) {
            outgoing.clear();
        }
        names[ordered++] = name;
        order.write(orders, ++lastSequence, route);
    }

    /** More than the message takes. */
    static int maximumLength(KernelRoute route) {
        return 160 + 64 * route.nextHops().size();
    }

    /** What the kernel has refused of all that was ordered since the last time, by name. */
    Map<Integer, Answer> failures() throws NetlinkException {
        giveOrders();
        if (failures.isEmpty()) {
            return Map.of();
        }
        Map<Integer, Answer> told = Map.copyOf(failures);
        failures.clear();
        return told;
    }

    /** Only the last message of a send asks for an acknowledgement; before it come the errors of the others. */
    private void giveOrders() throws NetlinkException {
        if (ordered > 0) {
            int count = ordered;
            ordered = 0;
            orders.flagLast(NetlinkMessage.F_ACK);
            socket.send(outgoing);
            readAnswers(count);
        }
    }

    private void readAnswers(int count) throws NetlinkException {
        int firstSequence = lastSequence - count + 1;
        while (true) {
            for (NetlinkMessage message : receive("writing routes")) {
                int position = message.sequence() - firstSequence;
                if (message.type() == NetlinkMessage.ERROR && position >= 0 && position < count) {
                    if (message.errorNumber() != 0) {
                        failures.put(names[position], new Answer(message.errorNumber(), text(message)));
                    }
                    if (position == count - 1) {
                        return;
                    }
                }
            }
        }
    }

    /** The kernel's explanation, which stands behind the error number and the request or its header. */
    static String text(NetlinkMessage error) {
        if ((error.flags() & F_ACK_ATTRIBUTES) == 0 || error.body().limit() < 4 + NetlinkMessage.HEADER_LENGTH) {
            return "";
        }
        boolean capped = (error.flags() & F_CAPPED) != 0;
        int request = capped ? NetlinkMessage.HEADER_LENGTH : error.body().getInt(4);
        int offset = 4 + NetlinkWriter.aligned(request);
        if (request < NetlinkMessage.HEADER_LENGTH
                || offset < 0
                || offset > error.body().limit()) {
            return "";
        }
        String text = NetlinkAttributes.parse(error.body(), offset).text(ATTRIBUTE_TEXT);
        return text == null ? "" : text;
    }

    @Override
    public void close() {
        socket.close();
    }
}
