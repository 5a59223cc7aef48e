package io.nightjar.benchmarks.reflector;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Changes of one route after the other, and how long each took to each client. A prefix is announced, and withdrawn when many others have
 * been announced, so that nobody can leave both out. Belongs to the crowd's thread.
 */
final class Churn implements Arrivals.SpareListener {

    private static final double NANOS_PER_MILLI = 1e6;

    /** So many prefixes are announced before the first is withdrawn again. */
    private static final int ANNOUNCED_TOGETHER = 100;

    private final long[] sentNanos = new long[ANNOUNCED_TOGETHER];
    private long[] latencies = new long[1 << 16];
    private int count;
    private int planned;

    void begin() {
        count = 0;
    }

    /** Sends a change; they are numbered from zero. */
    void send(Stage stage, int change) throws IOException {
        int index = change % ANNOUNCED_TOGETHER;
        boolean announced = change / ANNOUNCED_TOGETHER % 2 == 0;
        planned = stage.plan().planned();
        List<Integer> prefix = List.of(planned + index);
        sentNanos[index] = System.nanoTime();
        stage.crowd()
                .send(
                        0,
                        announced
                                ? stage.script().announce(prefix)
                                : stage.script().withdraw(prefix));
    }

    @Override
    public void changed(int prefix, boolean announced) {
        if (count == latencies.length) {
            latencies = Arrays.copyOf(latencies, 2 * count);
        }
        latencies[count++] = System.nanoTime() - sentNanos[prefix - planned];
    }

    /** How many of so many changes have not arrived. */
    long missing(long expected) {
        return expected - count;
    }

    /** The latency that so large a part does not exceed. */
    double millis(double part) {
        long[] sorted = Arrays.copyOf(latencies, count);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(count - 1L, Math.round(part * count))] / NANOS_PER_MILLI;
    }
}
