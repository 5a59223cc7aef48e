package io.nightjar.fsm.session;

import io.nightjar.bgp.time.NanoClock;
import java.time.Duration;

/** A clock that goes only when told to. */
public final class ManualClock implements NanoClock {

    private long nowNanos;

    @Override
    public long nanoTime() {
        return nowNanos;
    }

    public void advance(Duration by) {
        nowNanos += by.toNanos();
    }
}
