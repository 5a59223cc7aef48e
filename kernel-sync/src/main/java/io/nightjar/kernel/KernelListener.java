package io.nightjar.kernel;

import java.time.Duration;

/** Who wants to know what the kernel looks like. Called on the {@code kernel} thread; must not block. */
@FunctionalInterface
public interface KernelListener {

    /** Links, connected prefixes or the routes of others are different from the last view, or this is the first. */
    void viewChanged(KernelView view);

    /** What was desired has been compared and, as far as the kernel took it, written; the first of it so long ago. */
    default void changesApplied(Duration waited) {}

    /** There is something in {@link KernelSyncLoop#status} that people want to hear of: see {@link KernelSyncStatus#isNewsAfter}. */
    default void troublesChanged() {}
}
