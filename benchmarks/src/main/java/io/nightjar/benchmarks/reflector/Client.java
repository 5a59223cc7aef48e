package io.nightjar.benchmarks.reflector;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One client's connection. Belongs to the crowd's thread. */
final class Client {

    private static final int LENGTH_OFFSET = 16;
    private static final int TYPE_OFFSET = 18;

    private final int number;
    private final Arrivals arrivals;
    private final Deque<ByteBuffer> waiting = new ArrayDeque<>();
    private State state = State.AWAY;
    private @Nullable SocketChannel channel;
    private @Nullable SelectionKey key;
    private byte[] rest = new byte[Script.MOST_OCTETS];
    private int restLength;

    Client(int number, Arrivals arrivals) {
        this.number = number;
        this.arrivals = arrivals;
    }

    /** How far the session is. */
    enum State {
        AWAY,
        DIALING,
        OPEN_SENT,
        OPEN_CONFIRM,
        ESTABLISHED
    }

    /** What comes in. */
    interface Listener {

        void opened(Client client) throws IOException;

        void established(Client client) throws IOException;
    }

    int number() {
        return number;
    }

    Arrivals arrivals() {
        return arrivals;
    }

    boolean isEstablished() {
        return state == State.ESTABLISHED;
    }

    /** Whether the other side has taken everything. */
    boolean isFlushed() {
        return waiting.isEmpty();
    }

    /** Begins to connect. */
    void dial(Selector selector) throws IOException {
        SocketChannel fresh = SocketChannel.open();
        channel = fresh;
        state = State.DIALING;
        fresh.configureBlocking(false);
        fresh.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
        fresh.bind(Place.socket(Place.client(number), 0));
        key = fresh.register(selector, SelectionKey.OP_CONNECT, this);
        fresh.connect(Place.socket(Place.REFLECTOR_BITS, Place.BGP_PORT));
    }

    /** The connection is there. */
    void connected() throws IOException {
        channel().finishConnect();
        state = State.OPEN_SENT;
        key().interestOps(SelectionKey.OP_READ);
    }

    /** Closes the connection, if there is one, and forgets what came over it. */
    void drop() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
        state = State.AWAY;
        waiting.clear();
        restLength = 0;
        arrivals.clear();
    }

    /** Sends now, or as soon as the other side takes it. */
    void send(ByteBuffer octets) throws IOException {
        waiting.add(octets);
        flush();
    }

    void flush() throws IOException {
        for (ByteBuffer first = waiting.peek(); first != null; first = waiting.peek()) {
            channel().write(first);
            if (first.hasRemaining()) {
                key().interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                return;
            }
            waiting.remove();
        }
        if ((key().interestOps() & SelectionKey.OP_WRITE) != 0) {
            key().interestOps(SelectionKey.OP_READ);
        }
    }

    /** Reads once, through a buffer that all share; false if the other side has closed. */
    boolean read(byte[] octets, Listener listener) throws IOException {
        System.arraycopy(rest, 0, octets, 0, restLength);
        ByteBuffer shared = ByteBuffer.wrap(octets).position(restLength);
        if (channel().read(shared) < 0) {
            return false;
        }
        int end = shared.position();
        int at = 0;
        while (end - at >= Script.HEADER_LENGTH) {
            int length = (octets[at + LENGTH_OFFSET] & 0xff) << 8 | (octets[at + LENGTH_OFFSET + 1] & 0xff);
            if (length < Script.HEADER_LENGTH || length > Script.MOST_OCTETS) {
                throw new IOException("client " + number + ": a message of " + length + " octets");
            }
            if (end - at < length) {
                break;
            }
            message(octets, at, at + length, listener);
            at += length;
        }
        restLength = end - at;
        System.arraycopy(octets, at, rest, 0, restLength);
        return true;
    }

    private void message(byte[] octets, int from, int end, Listener listener) throws IOException {
        switch (octets[from + TYPE_OFFSET]) {
            case Script.UPDATE -> arrivals.update(octets, from + Script.HEADER_LENGTH, end);
            case Script.KEEPALIVE -> {
                if (state == State.OPEN_CONFIRM) {
                    state = State.ESTABLISHED;
                    listener.established(this);
                }
            }
            case Script.OPEN -> {
                state = State.OPEN_CONFIRM;
                listener.opened(this);
            }
            case Script.NOTIFICATION ->
                throw new IOException("client " + number + ": NOTIFICATION "
                        + AttributeBook.text(
                                Arrays.copyOfRange(octets, from, end),
                                Script.HEADER_LENGTH,
                                end - from - Script.HEADER_LENGTH));
            default -> throw new IOException("client " + number + ": message type " + octets[from + TYPE_OFFSET]);
        }
    }

    private SocketChannel channel() {
        if (channel == null) {
            throw new IllegalStateException("client " + number + " is not connected");
        }
        return channel;
    }

    private SelectionKey key() {
        if (key == null) {
            throw new IllegalStateException("client " + number + " is not connected");
        }
        return key;
    }
}
