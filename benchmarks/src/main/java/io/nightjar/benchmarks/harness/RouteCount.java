package io.nightjar.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How many IPv4 prefixes the calling thread's namespace has, as the kernel counts them itself. Looking costs the kernel a walk
 * through its table, so there is a pause after each look, of a length that leaves four fifths of the time to those who are measured.
 */
public final class RouteCount {

    private static final Path FILE = Path.of("/proc/thread-self/net/fib_triestat");
    private static final String LABEL = "Prefixes:";
    private static final long SHORTEST_PAUSE_NANOS = 500_000;
    private static final int PAUSE_PER_LOOK = 4;
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);

    private RouteCount() {}

    public static int now() throws IOException {
        for (String line : Files.readAllLines(FILE)) {
            int at = line.indexOf(LABEL);
            if (at >= 0) {
                return Integer.parseInt(line.substring(at + LABEL.length()).strip());
            }
        }
        throw new IOException(FILE + " does not say how many prefixes there are");
    }

    /**
     * Waits until there are so many.
     *
     * @param start of the measurement, in nanoseconds
     * @return how long it took from then on
     */
    public static long nanosUntil(int wanted, long start) throws IOException {
        return nanosUntil(wanted, start, new Pace(LIMIT_NANOS, SHORTEST_PAUSE_NANOS));
    }

    /** How long and how often is looked. */
    public record Pace(long limitNanos, long shortestPauseNanos) {}

    /** The same at another pace. */
    public static long nanosUntil(int wanted, long start, Pace pace) throws IOException {
        while (true) {
            long before = System.nanoTime();
            int seen = now();
            long after = System.nanoTime();
            if (seen == wanted) {
                return after - start;
            }
            if (after - start > pace.limitNanos) {
                throw new IOException("the kernel has " + seen + " prefixes instead of " + wanted + " after "
                        + TimeUnit.NANOSECONDS.toSeconds(pace.limitNanos) + " s");
            }
            LockSupport.parkNanos(Math.max(pace.shortestPauseNanos, PAUSE_PER_LOOK * (after - before)));
        }
    }
}
