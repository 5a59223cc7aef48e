package io.nightjar.calico.store;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: 0.25 s, doubling to 5 s, each shortened by up to a half at random so that the
 * nodes of a cluster do not come back in step.
 *
 * <p>Owned by one thread.
 */
final class RetryBackoff {

    static final Duration FIRST = Duration.ofMillis(250);

    static final Duration LONGEST = Duration.ofSeconds(5);

    private final RandomGenerator random;

    private long nextMillis = FIRST.toMillis();

    RetryBackoff(RandomGenerator random) {
        this.random = random;
    }

    /** The wait before the next attempt; the one after it will be about twice as long. */
    Duration next() {
        long nominal = nextMillis;
        nextMillis = Math.min(LONGEST.toMillis(), nominal * 2);
        return Duration.ofMillis(nominal - random.nextLong(nominal / 2 + 1));
    }

    /** Things are well again: start over with a short wait. */
    void reset() {
        nextMillis = FIRST.toMillis();
    }
}
