package io.nightjar.fsm.netty;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.time.NanoClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of connections that were closed at once, at most once in ten seconds. Any thread. */
final class StrangerLog {

    private static final Logger LOG = LoggerFactory.getLogger(StrangerLog.class);

    private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();

    private final NanoClock clock;
    private final AtomicLong nextNanos;
    private final AtomicLong untold = new AtomicLong();

    StrangerLog(NanoClock clock) {
        this.clock = clock;
        this.nextNanos = new AtomicLong(clock.nanoTime());
    }

    /** Whether it was told, for the tests. */
    boolean refused(IpAddress remote, String why) {
        long now = clock.nanoTime();
        long next = nextNanos.get();
        if (now - next < 0 || !nextNanos.compareAndSet(next, now + QUIET_NANOS)) {
            untold.incrementAndGet();
            return false;
        }
        LOG.info("Connection from {} closed: {} ({} more since the last such line)", remote, why, untold.getAndSet(0));
        return true;
    }
}
