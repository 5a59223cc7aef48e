package io.nightjar.conformance.sim;

import io.nightjar.bgp.time.NanoClock;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Virtual time: what is to happen, in the order of its time, and of its making where that is the same. */
final class Scheduler implements NanoClock {

    private final PriorityQueue<Event> queue = new PriorityQueue<>(1024);
    private long now;
    private long made;
    private long happened;

    /** Something that is to happen, unless it is cancelled. */
    static final class Event implements Comparable<Event> {

        private final long nanos;
        private final long number;
        private @Nullable Runnable task;

        private Event(long nanos, long number, Runnable task) {
            this.nanos = nanos;
            this.number = number;
            this.task = task;
        }

        void cancel() {
            task = null;
        }

        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(nanos, other.nanos);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    @Override
    public long nanoTime() {
        return now;
    }

    Event after(long delayNanos, Runnable task) {
        return at(now + Math.max(0, delayNanos), task);
    }

    Event at(long nanos, Runnable task) {
        Event event = new Event(Math.max(now, nanos), made++, task);
        queue.add(event);
        return event;
    }

    /** Lets the next event happen, unless it is later than that; says whether one has. */
    boolean step(long untilNanos) {
        for (Event next = queue.peek(); next != null && next.nanos <= untilNanos; next = queue.peek()) {
            queue.remove();
            Runnable task = next.task;
            if (task != null) {
                now = next.nanos;
                happened++;
                task.run();
                return true;
            }
        }
        now = Math.max(now, untilNanos);
        return false;
    }

    /** How many events have happened. */
    long happened() {
        return happened;
    }
}
