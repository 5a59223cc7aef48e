package io.nightjar.calico.store;

import java.time.Duration;

/**
 * Holds back views in which most of the keys have gone at once: more likely than a cluster that ends is somebody's mistake, or a
 * store that is about to be restored, and what was announced cannot be called back. A listing that was asked for later decides.
 *
 * <p>Owned by the executor of its datastore.
 */
final class DeletionGuard {

    /** How long it takes until a listing confirms. */
    static final Duration CONFIRMATION = Duration.ofSeconds(10);

    /** A store with fewer keys is a lab, or just being filled. */
    static final int SMALL = 16;

    private final boolean enabled;

    private int passed;

    private boolean holding;

    private boolean confirmed;

    DeletionGuard(boolean enabled) {
        this.enabled = enabled;
    }

    /** Whether this view may be used; if not, the one before stays in force. */
    boolean passes(KeyValueView view) {
        int keys = view.entries().size();
        boolean most = passed >= SMALL && keys < passed - passed / 2;
        holding = enabled && most && !confirmed;
        confirmed = false;
        if (!holding) {
            passed = keys;
        }
        return !holding;
    }

    /** Whether the latest view was held back. */
    boolean isHolding() {
        return holding;
    }

    /** How many keys the view in force has. */
    int inForce() {
        return passed;
    }

    /** The next view is what a listing says that was asked for later, so it is true. */
    void confirm() {
        confirmed = true;
    }
}
