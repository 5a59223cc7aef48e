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

    private static final int NOTHING = -1;

    private final boolean enabled;

    /** How many keys the view in force has. */
    private int passed;

    /** How many keys were left when that was doubted. */
    private int doubted = NOTHING;

    DeletionGuard(boolean enabled) {
        this.enabled = enabled;
    }

    /** Where a view comes from. */
    enum Origin {
        /** Changes of the one before. */
        CHANGES,
        /** A listing of a store that may have been away, or be another one. */
        LISTING,
        /** A listing that was asked for because of doubts. */
        CONFIRMATION
    }

    /** What is made of a view. */
    enum Verdict {
        /** It may be used. */
        FINE,
        /** It may be used: what was missed is back. */
        BACK,
        /** It may be used: what is missed is gone. */
        CONFIRMED,
        /** The one before stays in force, and a listing has to be asked for in a while. */
        DOUBTED,
        /** The one before stays in force. */
        HELD;

        boolean passes() {
            return this == FINE || this == BACK || this == CONFIRMED;
        }
    }

    /**
     * Whether a view may be used; if not, the one before stays in force. A confirmation is one of what was doubted: it does not count
     * for a loss since then, nor for what a store says after it was away.
     */
    Verdict judge(KeyValueView view, Origin origin) {
        int keys = view.entries().size();
        boolean most = enabled && passed >= SMALL && mostIsGone(passed, keys);
        Verdict verdict = most ? doubt(keys, origin) : doubted == NOTHING ? Verdict.FINE : Verdict.BACK;
        if (verdict.passes()) {
            passed = keys;
            doubted = NOTHING;
        } else if (verdict == Verdict.DOUBTED) {
            doubted = keys;
        }
        return verdict;
    }

    private Verdict doubt(int keys, Origin origin) {
        boolean asBefore = doubted != NOTHING && !mostIsGone(doubted, keys);
        return switch (origin) {
            case CHANGES -> doubted == NOTHING ? Verdict.DOUBTED : Verdict.HELD;
            case LISTING -> Verdict.DOUBTED;
            case CONFIRMATION -> asBefore ? Verdict.CONFIRMED : Verdict.DOUBTED;
        };
    }

    /** Whether more than half is gone. */
    private static boolean mostIsGone(int before, int left) {
        return left < before - before / 2;
    }

    /** Whether the latest view was held back. */
    boolean isHolding() {
        return doubted != NOTHING;
    }

    /** How many keys the view in force has. */
    int inForce() {
        return passed;
    }
}
