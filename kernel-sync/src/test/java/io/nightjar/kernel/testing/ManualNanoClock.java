package io.nightjar.kernel.testing;

import io.nightjar.bgp.time.NanoClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until it is moved. */
public final class ManualNanoClock implements NanoClock {

    private final AtomicLong now = new AtomicLong(1_000);

    @Override
    public long nanoTime() {
        return now.get();
    }

    public void advance(Duration by) {
        now.addAndGet(by.toNanos());
    }
}
