package io.nightjar.daemon.control;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An answer that takes work, and only as long as somebody waits for it: whoever cancels it, or anything that was made of it by
 * {@link #thenApply} and its like, also after it has come to nothing, has the work stopped. Any thread.
 */
public final class Inquiry<T> extends CompletableFuture<T> {

    private final AtomicBoolean abandoned;

    public Inquiry() {
        this(new AtomicBoolean());
    }

    private Inquiry(AtomicBoolean abandoned) {
        this.abandoned = abandoned;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new Inquiry<>(abandoned);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        abandoned.set(true);
        return super.cancel(mayInterruptIfRunning);
    }

    /** Whether nobody waits any more. */
    public boolean isAbandoned() {
        return abandoned.get();
    }
}
