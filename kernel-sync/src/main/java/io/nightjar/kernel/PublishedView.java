package io.nightjar.kernel;

import java.util.function.Supplier;

/** What others are shown of the kernel: told first, and then only when it differs. Owned by the {@code kernel} thread. */
final class PublishedView {

    private final KernelListener listener;
    private KernelView current = KernelView.EMPTY;
    private boolean stale;
    private boolean published;

    PublishedView(KernelListener listener) {
        this.listener = listener;
    }

    /** Something may have changed, if that is true. */
    void staleIf(boolean changed) {
        stale |= changed;
    }

    /** Tells what there is now, if anything may have changed and has. */
    void publish(Supplier<KernelView> view) {
        if (!stale) {
            return;
        }
        KernelView now = view.get();
        if (!published || !now.equals(current)) {
            // Whoever fails to hear it hears it again.
            listener.viewChanged(now);
            published = true;
            current = now;
        }
        stale = false;
    }
}
