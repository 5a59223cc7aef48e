package io.nightjar.conformance.sim;

import io.nightjar.bgp.time.NanoClock;
import java.util.Map;
import java.util.TreeMap;

/**
 * Virtual time: what is to happen, in the order of its time, and of its making where that is the same. What is far away waits by
 * intervals, so that millions of timers do not make the next events dear.
 */
final class Scheduler implements NanoClock {

    /** The intervals are some 0.13 s long. */
    private static final int INTERVAL_SHIFT = 27;

    /** What happens in the intervals up to {@link #opened}. */
    private final EventQueue near = new EventQueue();

    /** What happens later, by intervals. */
    private final TreeMap<Long, EventQueue> far = new TreeMap<>();

    private long opened;
    private long now;
    private long made;
    private long happened;

    /** Something that may not be wanted any more when its time has come; then nothing happens. */
    interface Cancellable extends Runnable {

        boolean isCancelled();
    }

    @Override
    public long nanoTime() {
        return now;
    }

    void after(long delayNanos, Runnable task) {
        at(now + Math.max(0, delayNanos), task);
    }

    void at(long nanos, Runnable task) {
        long time = Math.max(now, nanos);
        long interval = time >> INTERVAL_SHIFT;
        EventQueue queue = interval <= opened ? near : far.computeIfAbsent(interval, unknown -> new EventQueue());
        queue.add(time, made++, task);
    }

    /** Lets the next event happen, unless it is later than that; says whether one has. */
    boolean step(long untilNanos) {
        while (hasNext(untilNanos)) {
            Runnable task = near.first();
            long nanos = near.firstNanos();
            near.removeFirst();
            if (!(task instanceof Cancellable cancellable && cancellable.isCancelled())) {
                now = nanos;
                happened++;
                task.run();
                return true;
            }
        }
        now = Math.max(now, untilNanos);
        return false;
    }

    /** Whether anything is to happen by then; it is near afterwards. */
    private boolean hasNext(long untilNanos) {
        while (near.isEmpty()) {
            Map.Entry<Long, EventQueue> next = far.firstEntry();
            if (next == null || next.getKey() << INTERVAL_SHIFT > untilNanos) {
                return false;
            }
            far.pollFirstEntry();
            opened = next.getKey();
            next.getValue().drainTo(near);
        }
        return near.firstNanos() <= untilNanos;
    }

    /** How many events have happened. */
    long happened() {
        return happened;
    }
}
