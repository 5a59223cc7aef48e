package io.nightjar.kernel.netlink;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/** An eventfd by which any thread ends the wait of the thread that polls it. */
final class WakeUp implements AutoCloseable {

    private static final int COUNTER_LENGTH = 8;

    private final LibC libc;
    private final int fd;
    private final AtomicBoolean signalled = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();
    private final ByteBuffer one = NetlinkSocket.direct(COUNTER_LENGTH).putLong(0, 1);
    private final ByteBuffer counter = NetlinkSocket.direct(COUNTER_LENGTH);
    private boolean closed;

    WakeUp(LibC libc) throws NetlinkException {
        this.libc = libc;
        this.fd = libc.eventfd(0, LibC.EFD_CLOEXEC | LibC.EFD_NONBLOCK);
        if (fd < 0) {
            throw new NetlinkException("opening an eventfd", LibC.errno());
        }
    }

    int fd() {
        return fd;
    }

    /** Any thread; after closing, without effect. */
    void signal() {
        if (signalled.getAndSet(true)) {
            return;
        }
        lock.lock();
        try {
            if (!closed) {
                libc.write(fd, one, COUNTER_LENGTH);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes a signal that has been seen. */
    void consume() {
        libc.read(fd, counter, COUNTER_LENGTH);
        signalled.set(false);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            libc.close(fd);
        } finally {
            lock.unlock();
        }
    }
}
