package io.nightjar.benchmarks.reflector;

import io.nightjar.benchmarks.harness.Wire;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends each octet of each UPDATE to all others, and decides nothing: as fast as a reflector can be in one thread on this machine. It
 * looks at lengths and types alone, and answers an OPEN with its own and a KEEPALIVE.
 */
public final class NullReflector {

    private static final int BACKLOG = 4096;
    private static final int READ = 1 << 18;
    private static final int LENGTH_OFFSET = 16;
    private static final int TYPE_OFFSET = 18;
    private static final int IDENTIFIER_OFFSET = 24;

    /** More than so many octets from one client wait for nobody: it is not read any further until others have taken theirs. */
    private static final long MOST_WAITING = 64 << 20;

    private final Selector selector = Selector.open();
    private final List<Session> sessions = new ArrayList<>();
    private final List<Session> touched = new ArrayList<>();
    private final List<Session> paused = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ);
    private long waitingOctets;

    private NullReflector() throws IOException {}

    public static void main(String... arguments) throws IOException {
        new NullReflector().run();
    }

    /** One client. */
    private final class Session {

        private final SocketChannel channel;
        private final SelectionKey key;
        private final List<ByteBuffer> waiting = new ArrayList<>();
        private final List<ByteBuffer> said = new ArrayList<>();
        private ByteBuffer rest = ByteBuffer.allocate(0);
        private boolean established;
        private boolean marked;
        private boolean reading = true;

        Session(SocketChannel channel) throws IOException {
            this.channel = channel;
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            this.key = channel.register(selector, SelectionKey.OP_READ, this);
        }

        void add(ByteBuffer octets) {
            waiting.add(octets);
            waitingOctets += octets.remaining();
            if (!marked) {
                marked = true;
                touched.add(this);
            }
        }

        void flush() throws IOException {
            marked = false;
            while (!waiting.isEmpty()) {
                long written = channel.write(waiting.toArray(ByteBuffer[]::new), 0, Math.min(1024, waiting.size()));
                waitingOctets -= written;
                int done = 0;
                while (done < waiting.size() && !waiting.get(done).hasRemaining()) {
                    done++;
                }
                waiting.subList(0, done).clear();
                if (done == 0 || written == 0) {
                    break;
                }
            }
            interest();
        }

        void interest() {
            if (key.isValid()) {
                key.interestOps((reading ? SelectionKey.OP_READ : 0) | (waiting.isEmpty() ? 0 : SelectionKey.OP_WRITE));
            }
        }

        void reading(boolean wanted) {
            reading = wanted;
            interest();
        }

        void close() throws IOException {
            waiting.forEach(octets -> waitingOctets -= octets.remaining());
            waiting.clear();
            sessions.remove(this);
            channel.close();
        }
    }

    private void run() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(Wire.socket(Place.REFLECTOR_BITS, Wire.BGP_PORT), BACKLOG);
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
            while (server.isOpen()) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    ready(server, key);
                }
                selector.selectedKeys().clear();
                for (Session session : List.copyOf(touched)) {
                    write(session);
                }
                touched.clear();
                if (waitingOctets < MOST_WAITING / 2) {
                    paused.forEach(session -> session.reading(true));
                    paused.clear();
                }
            }
        }
    }

    private void ready(ServerSocketChannel server, SelectionKey key) throws IOException {
        if (key.isAcceptable()) {
            for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
                sessions.add(new Session(channel));
            }
            return;
        }
        Session session = (Session) key.attachment();
        if (key.isWritable()) {
            write(session);
        }
        if (key.isValid() && key.isReadable()) {
            if (waitingOctets < MOST_WAITING) {
                read(session);
            } else {
                session.reading(false);
                paused.add(session);
            }
        }
    }

    private static void write(Session session) throws IOException {
        try {
            session.flush();
        } catch (IOException gone) {
            session.close();
        }
    }

    private void read(Session session) throws IOException {
        buffer.clear().put(session.rest.duplicate());
        int read;
        try {
            read = session.channel.read(buffer);
        } catch (IOException gone) {
            read = -1;
        }
        if (read < 0) {
            session.close();
            return;
        }
        // What others are sent stays as it is, so it is not in the buffer that is read into.
        ByteBuffer octets =
                ByteBuffer.allocateDirect(buffer.flip().remaining()).put(buffer).flip();
        int first = 0;
        int end = 0;
        while (octets.limit() - end >= Wire.HEADER_LENGTH) {
            int length = octets.getShort(end + LENGTH_OFFSET) & 0xffff;
            if (octets.limit() - end < length) {
                break;
            }
            int type = octets.get(end + TYPE_OFFSET);
            if (type == Wire.OPEN) {
                answer(session, octets.slice(end, length));
            } else if (!session.established) {
                join(session);
            }
            end += length;
            if (type != Wire.UPDATE && first == end - length) {
                first = end;
            }
        }
        session.rest = octets.slice(end, octets.limit() - end);
        if (end > first) {
            reflect(session, octets.slice(first, end - first));
        }
    }

    /** A newcomer hears all that the others have said. */
    private void join(Session session) {
        session.established = true;
        for (Session other : sessions) {
            if (other != session) {
                other.said.forEach(messages -> session.add(messages.duplicate()));
            }
        }
    }

    /** The same OPEN with another identifier, and a KEEPALIVE. */
    private static void answer(Session session, ByteBuffer open) {
        ByteBuffer own =
                ByteBuffer.allocate(open.remaining()).put(open.duplicate()).flip();
        session.add(own.putInt(IDENTIFIER_OFFSET, Place.REFLECTOR_BITS));
        session.add(Wire.keepalive());
    }

    private void reflect(Session from, ByteBuffer messages) {
        from.said.add(messages);
        for (Session session : sessions) {
            if (session != from && session.established) {
                session.add(messages.duplicate());
            }
        }
    }
}
