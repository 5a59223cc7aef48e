package io.nightjar.daemon.bird;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Whether a configuration may still be taken back. Ours comes from elsewhere, so there is nothing to be taken back to; but who asks
 * for a way back is told of it, and when it has gone. Any thread.
 */
public final class Undo {

    private final Timer timer;

    private final AtomicReference<@Nullable Pending> pending = new AtomicReference<>();

    /** Nothing can be undone yet. */
    public Undo(Timer timer) {
        this.timer = timer;
    }

    /** Runs something later. */
    @FunctionalInterface
    public interface Timer {

        void after(long seconds, Runnable task);
    }

    /** Who is told when the time is up. */
    private record Pending(Runnable expired) {}

    /** It can be undone for so long; then whoever has asked is told. */
    void schedule(long seconds, Runnable expired) {
        Pending now = new Pending(expired);
        pending.set(now);
        timer.after(seconds, () -> {
            if (pending.compareAndSet(now, null)) {
                expired.run();
            }
        });
    }

    /** It stays, or is undone before its time; false if nothing was pending. */
    boolean settle() {
        return pending.getAndSet(null) != null;
    }
}
