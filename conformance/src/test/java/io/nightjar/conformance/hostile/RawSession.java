package io.nightjar.conformance.hostile;

import io.nightjar.bgp.testing.WireBytes;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * A plain socket and all that came out of it. What is sent is given as octets; a thread of the session's own reads, so that
 * the other side can always write, and judges each UPDATE by {@link HeardUpdate}.
 */
final class RawSession implements AutoCloseable {

    static final int OPEN = 1;
    static final int UPDATE = 2;
    static final int NOTIFICATION = 3;
    static final int KEEPALIVE = 4;

    private static final int HEADER_LENGTH = 19;
    private static final int PATIENCE_SECONDS = 20;

    /** Small, so that it does not take long to fill it. */
    private static final int RECEIVE_BUFFER = 65_536;

    private static final byte[] KEEPALIVE_MESSAGE = WireBytes.message(KEEPALIVE, "");

    private final Socket socket;
    private final Thread reader;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Map<Integer, Integer> counts = new HashMap<>();
    private final Map<String, Map<Integer, String>> routes = new HashMap<>();
    private final List<AssertionError> complaints = new ArrayList<>();
    /** How the connection ended, or nothing while it has not. */
    private String end = "";

    private byte[] last = {};
    private boolean deaf;

    private RawSession(Socket socket) {
        this.socket = socket;
        this.reader = new Thread(this::listen, "raw-" + socket.getLocalAddress());
        reader.setDaemon(true);
        reader.start();
    }

    /** Connects from an address of ours. */
    static RawSession dial(String from, InetSocketAddress to) throws IOException {
        return dial(from, to, RECEIVE_BUFFER);
    }

    /** The same with another receive buffer, in octets. */
    static RawSession dial(String from, InetSocketAddress to, int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        socket.setReuseAddress(true);
        socket.setTcpNoDelay(true);
        socket.setReceiveBufferSize(receiveBuffer);
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(to, (int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        return new RawSession(socket);
    }

    /** A connection that the speaker has made to us. */
    static RawSession of(Socket accepted) throws IOException {
        accepted.setTcpNoDelay(true);
        return new RawSession(accepted);
    }

    private void listen() {
        try (DataInputStream input = new DataInputStream(socket.getInputStream())) {
            byte[] header = input.readNBytes(HEADER_LENGTH);
            while (header.length == HEADER_LENGTH) {
                awaitPermission();
                int length = ((header[16] & 0xff) << 8) | (header[17] & 0xff);
                byte[] message = Arrays.copyOf(header, length);
                input.readFully(message, HEADER_LENGTH, length - HEADER_LENGTH);
                hear(message);
                header = input.readNBytes(HEADER_LENGTH);
            }
            locked(() -> end = "closed");
        } catch (IOException failed) {
            locked(() -> end = String.valueOf(failed.getMessage()));
        }
    }

    /** Nothing more is read, but for one message perhaps, so that the window closes in the end. */
    void stopReading() {
        locked(() -> deaf = true);
    }

    void goOnReading() {
        locked(() -> deaf = false);
    }

    private void awaitPermission() {
        lock.lock();
        try {
            while (deaf) {
                news.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void hear(byte[] message) {
        locked(() -> {
            last = message;
            counts.merge((int) message[18], 1, Integer::sum);
            if (message[18] == UPDATE) {
                try {
                    learn(HeardUpdate.read(message));
                } catch (AssertionError malformed) {
                    complaints.add(new AssertionError(HexFormat.of().formatHex(message), malformed));
                }
            }
        });
    }

    private void learn(HeardUpdate update) {
        update.withdrawn().forEach(routes::remove);
        routes.putAll(update.announced());
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the end of the connection, or for as long as this. */
    void awaitEnd(Duration patience) {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!isEnded() && left > 0) {
                left = news.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } finally {
            lock.unlock();
        }
    }

    /** Our address. */
    byte[] localAddress() {
        return socket.getLocalAddress().getAddress();
    }

    void send(byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
    }

    void keepalive() throws IOException {
        send(KEEPALIVE_MESSAGE);
    }

    /** Exchanges OPENs and KEEPALIVEs. */
    RawSession establish(byte[] open) throws IOException {
        send(open);
        await("an OPEN", () -> count(OPEN) == 1);
        keepalive();
        await("a KEEPALIVE", () -> count(KEEPALIVE) > 0);
        return this;
    }

    /** Waits until it is so; what it asks of this session is asked under its lock. */
    void await(String what, BooleanSupplier condition) {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (!condition.getAsBoolean()) {
                if (left <= 0 || isEnded()) {
                    throw new AssertionError("no " + what + " at " + this);
                }
                left = news.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } finally {
            lock.unlock();
        }
    }

    private boolean isEnded() {
        return !end.isEmpty();
    }

    /** How many messages of a type have come. */
    long count(int type) {
        lock.lock();
        try {
            return counts.getOrDefault(type, 0);
        } finally {
            lock.unlock();
        }
    }

    /** What we have been told of a destination, by attribute type: flags and value; null for nothing. */
    Map<Integer, String> route(String prefix) {
        lock.lock();
        try {
            return routes.get(prefix);
        } finally {
            lock.unlock();
        }
    }

    boolean hasRoute(String prefix) {
        return route(prefix) != null;
    }

    /** Waits for the connection's end and returns the NOTIFICATION before it: code, subcode and data in hexadecimal. */
    String lastWords() {
        await("end of the connection", this::isEnded);
        lock.lock();
        try {
            boolean notified = last.length >= HEADER_LENGTH && last[18] == NOTIFICATION;
            return notified ? HexFormat.of().formatHex(last, HEADER_LENGTH, last.length) : "";
        } finally {
            lock.unlock();
        }
    }

    boolean isOpen() {
        lock.lock();
        try {
            return !isEnded();
        } finally {
            lock.unlock();
        }
    }

    /** Fails if anything has come that should not: a NOTIFICATION, an UPDATE that is not well-formed, an end. */
    void assertUndisturbed() {
        lock.lock();
        try {
            if (!complaints.isEmpty()) {
                throw complaints.get(0);
            }
            if (isEnded() || count(NOTIFICATION) > 0) {
                throw new AssertionError("disturbed: " + this);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        lock.lock();
        try {
            return socket.getLocalSocketAddress() + (isEnded() ? " (" + end + ")" : "") + ", last heard "
                    + HexFormat.of().formatHex(last);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        goOnReading();
        try {
            reader.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
