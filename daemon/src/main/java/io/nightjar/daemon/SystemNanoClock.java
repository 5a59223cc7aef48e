package io.nightjar.daemon;

import io.nightjar.bgp.time.NanoClock;

/** The machine's monotonic clock. */
public final class SystemNanoClock implements NanoClock {

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }
}
