package io.nightjar.daemon.speaker;

import io.nightjar.bgp.time.NanoClock;
import io.nightjar.daemon.control.HealthReport.Check;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Knows whether a loop gets on: it is given something to do when somebody asks, and has some time to do it. Any thread. */
final class LoopWatch {

    /** Longer than any turn takes, with the biggest table on the slowest machine. */
    static final Duration LIMIT = Duration.ofSeconds(15);

    private final String name;
    private final Supplier<? extends CompletionStage<?>> task;
    private final NanoClock clock;
    private final AtomicReference<@Nullable Errand> outstanding = new AtomicReference<>();

    /**
     * Watches a loop.
     *
     * @param task has the loop do something, and tells when it has
     */
    LoopWatch(String name, Supplier<? extends CompletionStage<?>> task, NanoClock clock) {
        this.name = name;
        this.task = task;
        this.clock = clock;
    }

    private record Errand(long sinceNanos, CompletableFuture<Void> done) {}

    /** Gives the loop something to do, unless it has not done the last yet; completed when it has. */
    CompletableFuture<Void> ask() {
        Errand fresh = new Errand(clock.nanoTime(), new CompletableFuture<>());
        Errand before = outstanding.compareAndExchange(null, fresh);
        if (before != null) {
            return before.done();
        }
        var unused = task.get().whenComplete((result, failure) -> {
            if (failure == null) {
                outstanding.set(null);
                fresh.done().complete(null);
            }
        });
        return fresh.done();
    }

    /** How it is by now. */
    Check check() {
        Errand errand = outstanding.get();
        Duration waited = errand == null ? Duration.ZERO : Duration.ofNanos(clock.nanoTime() - errand.sinceNanos());
        boolean ok = waited.compareTo(LIMIT) <= 0;
        return new Check(name, ok, errand == null ? "moves on" : "has not moved on for " + waited.toSeconds() + " s");
    }
}
