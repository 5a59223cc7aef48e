package io.nightjar.conformance.sim;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Says what happens, with its virtual time, to who wants to know. */
final class EventLog {

    private static final double NANOS = 1e9;

    private final Scheduler scheduler;
    private final Consumer<String> lines;
    private final boolean verbose;

    EventLog(Scheduler scheduler, Consumer<String> lines, boolean verbose) {
        this.scheduler = scheduler;
        this.lines = lines;
        this.verbose = verbose;
    }

    /** Something that only those want to know who look closely. */
    void detail(Supplier<String> text) {
        if (verbose) {
            lines.accept(String.format(Locale.ROOT, "%14.6f  %s", scheduler.nanoTime() / NANOS, text.get()));
        }
    }

    /** Seconds, for people. */
    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.3f s", nanos / NANOS);
    }
}
