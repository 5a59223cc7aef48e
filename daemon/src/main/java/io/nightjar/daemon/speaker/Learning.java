package io.nightjar.daemon.speaker;

import io.nightjar.kernel.KernelView;
import io.nightjar.rib.engine.RibCommand;
import io.nightjar.rib.route.Route;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Tells the table which routes of others the kernel has, as long as the configuration says so. Any thread. */
final class Learning {

    private final Consumer<RibCommand> table;
    private final ReentrantLock lock = new ReentrantLock();
    private KernelView view = KernelView.EMPTY;
    private boolean enabled;
    private Set<Route> told = Set.of();

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
        Set<Route> now = enabled ? LearnedRoutes.of(view) : Set.of();
        if (!now.equals(told)) {
            told = now;
            table.accept(new RibCommand.Learn(now));
        }
    }
}
