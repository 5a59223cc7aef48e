package io.nightjar.daemon;

import io.nightjar.bgp.time.NanoClock;
import java.time.Instant;
import java.time.InstantSource;

/** The machine's clocks: the monotonic one, and that of the wall. */
public final class SystemNanoClock implements NanoClock, InstantSource {

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    /** The time of day, for people and for what other programs compare. */
    @Override
    public Instant instant() {
        return Instant.now();
    }
}
