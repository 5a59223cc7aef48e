package io.nightjar.benchmarks.harness;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One of many peers that one thread plays: its connection and how far its session is. Belongs to that thread. */
public final class BgpPeer {

    private final int number;
    private final String name;
    private final Deque<ByteBuffer> waiting = new ArrayDeque<>();
    private State state = State.AWAY;
    private @Nullable SocketChannel channel;
    private @Nullable SelectionKey key;
    private byte[] rest = new byte[Wire.MOST_OCTETS];
    private int restLength;

    /** One with that number and a name for messages. */
    public BgpPeer(int number, String name) {
        this.number = number;
        this.name = name;
    }

    /** How far the session is. */
    private enum State {
        AWAY,
        DIALING,
        OPEN_SENT,
        OPEN_CONFIRM,
        ESTABLISHED
    }

    /** What comes in: ranges of an array that is valid during the call. */
    public interface Listener {

        /** A connection that was dialed is there: it is time for an OPEN. */
        void connected(BgpPeer peer) throws IOException;

        /** An OPEN's body. */
        void opened(BgpPeer peer, byte[] octets, int from, int end) throws IOException;

        void established(BgpPeer peer) throws IOException;

        /** An UPDATE's body. */
        void updated(BgpPeer peer, byte[] octets, int from, int end) throws IOException;
    }

    public int number() {
        return number;
    }

    public String name() {
        return name;
    }

    public boolean isEstablished() {
        return state == State.ESTABLISHED;
    }

    /** Whether there is no connection, and none is being made. */
    public boolean isAway() {
        return state == State.AWAY;
    }

    /** Whether the other side has taken everything. */
    public boolean isFlushed() {
        return waiting.isEmpty();
    }

    /** Begins to connect. */
    public void dial(Selector selector, InetSocketAddress own, InetSocketAddress remote) throws IOException {
        SocketChannel fresh = SocketChannel.open();
        channel = fresh;
        state = State.DIALING;
        prepare(fresh);
        fresh.bind(own);
        key = fresh.register(selector, SelectionKey.OP_CONNECT, this);
        fresh.connect(remote);
    }

    /**
     * Does what can be done now.
     *
     * @param octets a buffer that all share
     * @throws IOException if the connection is over
     */
    public void ready(byte[] octets, Listener listener) throws IOException {
        if (key().isConnectable()) {
            connected();
            listener.connected(this);
            return;
        }
        if (key().isWritable()) {
            flush();
        }
        if (key().isReadable() && !read(octets, listener)) {
            throw new IOException(name + ": the other side has closed the connection");
        }
    }

    private void connected() throws IOException {
        channel().finishConnect();
        state = State.OPEN_SENT;
        key().interestOps(SelectionKey.OP_READ);
    }

    /** Takes a connection that the other side has made. */
    public void accept(Selector selector, SocketChannel accepted) throws IOException {
        channel = accepted;
        state = State.OPEN_SENT;
        prepare(accepted);
        key = accepted.register(selector, SelectionKey.OP_READ, this);
    }

    private static void prepare(SocketChannel fresh) throws IOException {
        fresh.configureBlocking(false);
        fresh.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    /** Closes the connection, if there is one. */
    public void drop() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
        state = State.AWAY;
        waiting.clear();
        restLength = 0;
    }

    /** Sends now, or as soon as the other side takes it. */
    public void send(ByteBuffer octets) throws IOException {
        waiting.add(octets);
        flush();
    }

    private void flush() throws IOException {
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

    /** Reads once; false if the other side has closed. */
    private boolean read(byte[] octets, Listener listener) throws IOException {
        System.arraycopy(rest, 0, octets, 0, restLength);
        ByteBuffer shared = ByteBuffer.wrap(octets).position(restLength);
        if (channel().read(shared) < 0) {
            return false;
        }
        int end = shared.position();
        int at = 0;
        while (end - at >= Wire.HEADER_LENGTH) {
            int length = Wire.number(octets, at + Wire.LENGTH_OFFSET, 2);
            if (length < Wire.HEADER_LENGTH || length > Wire.MOST_OCTETS) {
                throw new IOException(name + ": a message of " + length + " octets");
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
        int body = from + Wire.HEADER_LENGTH;
        switch (octets[from + Wire.TYPE_OFFSET]) {
            case Wire.UPDATE -> listener.updated(this, octets, body, end);
            case Wire.KEEPALIVE -> {
                if (state == State.OPEN_CONFIRM) {
                    state = State.ESTABLISHED;
                    listener.established(this);
                }
            }
            case Wire.OPEN -> {
                state = State.OPEN_CONFIRM;
                listener.opened(this, octets, body, end);
            }
            case Wire.NOTIFICATION ->
                throw new IOException(name + ": NOTIFICATION " + Wire.hex(octets, body, end - body));
            default -> throw new IOException(name + ": message type " + octets[from + Wire.TYPE_OFFSET]);
        }
    }

    private SocketChannel channel() {
        if (channel == null) {
            throw new IllegalStateException(name + " is not connected");
        }
        return channel;
    }

    private SelectionKey key() {
        if (key == null) {
            throw new IllegalStateException(name + " is not connected");
        }
        return key;
    }
}
