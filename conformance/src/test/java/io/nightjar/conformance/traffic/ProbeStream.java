package io.nightjar.conformance.traffic;

import io.nightjar.kernel.netlink.LibC;
import io.nightjar.kernel.netlink.NamespaceEntry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Numbered packets from one workload to another. One thread sends, one receives, any may ask. A path through the lab keeps
 * packets in order, so what is missing when a later one arrives is lost.
 */
final class ProbeStream implements AutoCloseable {

    private static final int PORT = 7700;
    private static final int LENGTH = 64;
    private static final int RECEIVE_BUFFER = 4 << 20;

    private final End from;
    private final End to;
    private final DatagramChannel out;
    private final DatagramChannel in;
    private final InetSocketAddress target;
    private final ByteBuffer outgoing = ByteBuffer.allocateDirect(LENGTH);
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(LENGTH);

    private final ReentrantLock lock = new ReentrantLock();
    private final ArrivalLog arrivals = new ArrivalLog();
    private int sent;

    private ProbeStream(End from, End to, DatagramChannel out, DatagramChannel in, InetSocketAddress target) {
        this.from = from;
        this.to = to;
        this.out = out;
        this.in = in;
        this.target = target;
    }

    /** One end of a stream: a workload's namespace and address. */
    record End(String name, Path namespace, String address) {}

    static ProbeStream between(End from, End to) {
        InetSocketAddress target = new InetSocketAddress(to.address(), PORT);
        DatagramChannel in = open(to, target);
        return new ProbeStream(from, to, open(from, new InetSocketAddress(from.address(), 0)), in, target);
    }

    /** A socket stays in the namespace in which it was made; the thread that enters it is used for nothing else. */
    private static DatagramChannel open(End end, InetSocketAddress local) {
        StandardProtocolFamily family =
                end.address().indexOf(':') < 0 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
        Callable<DatagramChannel> inside = () -> {
            NamespaceEntry.enter(LibC.load(), end.namespace());
            DatagramChannel channel = DatagramChannel.open(family);
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            return channel.bind(local);
        };
        FutureTask<DatagramChannel> task = new FutureTask<>(inside);
        Thread thread = new Thread(task, "probe-" + end.name());
        thread.start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot open a socket in " + end, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Where packets start. */
    End from() {
        return from;
    }

    String name() {
        return from.name() + " to " + to.name();
    }

    /** Where packets come in. */
    DatagramChannel incoming() {
        return in;
    }

    /** Sends the next number; a packet that the socket cannot take now is not sent, and its number is the next one's. */
    void send(long now) throws IOException {
        outgoing.clear();
        outgoing.putInt(next()).putLong(now).position(LENGTH).flip();
        if (out.send(outgoing, target) == LENGTH) {
            sentOne();
        }
    }

    /** Takes what has come. */
    void receive() throws IOException {
        while (in.receive(incoming.clear()) != null) {
            incoming.flip();
            if (incoming.remaining() == LENGTH) {
                int number = incoming.getInt();
                long sentAt = incoming.getLong();
                note(number, sentAt);
            }
        }
    }

    private void sentOne() {
        lock.lock();
        try {
            sent++;
        } finally {
            lock.unlock();
        }
    }

    private void note(int number, long sentAt) {
        lock.lock();
        try {
            arrivals.note(number, sentAt);
        } finally {
            lock.unlock();
        }
    }

    /** The number of the next packet. */
    int next() {
        return locked(() -> sent);
    }

    /** The highest number that has arrived; -1 before the first. */
    int highest() {
        return locked(arrivals::highest);
    }

    /** What became of the numbers from {@code first} to before {@code end}. */
    ProbeCount count(int first, int end) {
        return locked(() -> arrivals.count(first, end));
    }

    private <T> T locked(Supplier<T> question) {
        lock.lock();
        try {
            return question.get();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
        in.close();
    }
}
