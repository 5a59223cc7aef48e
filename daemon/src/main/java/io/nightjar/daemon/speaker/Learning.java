package io.nightjar.daemon.speaker;

import io.nightjar.kernel.KernelView;
import io.nightjar.rib.engine.RibCommand;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Tells the table which routes of others the kernel has, as long as the configuration says so. If the table cannot be told, it is told
 * later what is different by then. Any thread.
 */
final class Learning {

    private final Consumer<RibCommand> table;
    private final ReentrantLock lock = new ReentrantLock();
    private KernelView view = KernelView.EMPTY;
    private boolean enabled;
    /** From what the table has learned. */
    private KernelView told = KernelView.EMPTY;

    /** Nothing is learned before {@link #configure} says so. */
    Learning(Consumer<RibCommand> table) {
        this.table = table;
    }

    void configure(boolean learn) {
        lock.lock();
        try {
            enabled = learn;
            tell();
        } finally {
            lock.unlock();
        }
    }

    void viewChanged(KernelView now) {
        lock.lock();
        try {
            view = now;
            tell();
        } finally {
            lock.unlock();
        }
    }

    /** Only what is different is worth a word: most changes of links and addresses are not. */
    private void tell() {
        KernelView now = enabled ? view : KernelView.EMPTY;
        RibCommand.Learn difference = LearnedRoutes.difference(told, now);
        if (!difference.routes().isEmpty() || !difference.gone().isEmpty()) {
            table.accept(difference);
        }
        told = now;
    }
}
