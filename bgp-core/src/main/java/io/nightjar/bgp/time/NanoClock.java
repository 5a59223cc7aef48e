package io.nightjar.bgp.time;

/** The only way to ask for the time. */
@FunctionalInterface
public interface NanoClock {

    /** Nanoseconds since an arbitrary origin; never goes back. */
    long nanoTime();
}
