package io.nightjar.calico.store;

import java.time.Duration;

/**
 * Holds back views in which most of the keys have gone at once: more likely than a cluster that ends is somebody's mistake, or a
 * store that is about to be restored, and what was announced cannot be called back. A listing that was asked for later decides.
 *
 * <p>At once means within {@link #MEMORY}: what is left is compared with the most that was in force since, so that it makes no
 * difference in how many pieces it goes.
 *
 * <p>Owned by the executor of its datastore.
 */
final class DeletionGuard {

    /** How long it takes until a listing confirms. */
    static final Duration CONFIRMATION = Duration.ofSeconds(10);

    /** After this, and at most after twice this, it is forgotten how many keys there were. */
    static final Duration MEMORY = Duration.ofSeconds(10);

    /** A store with fewer keys is a lab, or just being filled. */
    static final int SMALL = 16;

    private static final int NOTHING = -1;

    private final boolean enabled;

    /** How many keys the view in force has. */
    private int passed;

    /** The most that was in force since the latest turn. */
    private int most;

    /** The most that was in force between the two latest turns. */
    private int mostBefore;

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

    /** Whether a view with so many keys may only be used if the store says that it has them still. */
    boolean needsCount(int keys) {
        return isMuch() && !mostIsGone(highest(), keys);
    }

    /**
     * Whether a view may be used; if not, the one before stays in force. A confirmation is one of what was doubted: it does not count
     * for a loss since then, nor for what a store says after it was away.
     *
     * @param keys how many are left
     */
    Verdict judge(int keys, Origin origin) {
        Verdict verdict = verdict(keys, origin);
        if (verdict.passes()) {
            passed = keys;
            boolean confirmed = verdict == Verdict.CONFIRMED;
            most = confirmed ? keys : Math.max(most, keys);
            mostBefore = confirmed ? keys : mostBefore;
            doubted = NOTHING;
        } else if (verdict == Verdict.DOUBTED) {
            doubted = keys;
        }
        return verdict;
    }

    private Verdict verdict(int keys, Origin origin) {
        if (isMuch() && mostIsGone(highest(), keys)) {
            return doubt(keys, origin);
        }
        if (!isHolding()) {
            return Verdict.FINE;
        }
        // While they come back there are too few for a moment: they were never gone when all are there.
        return origin == Origin.CHANGES && keys < passed ? Verdict.HELD : Verdict.BACK;
    }

    private Verdict doubt(int keys, Origin origin) {
        boolean asBefore = isHolding() && !mostIsGone(doubted, keys);
        return switch (origin) {
            case CHANGES -> isHolding() ? Verdict.HELD : Verdict.DOUBTED;
            case LISTING -> Verdict.DOUBTED;
            case CONFIRMATION -> asBefore ? Verdict.CONFIRMED : Verdict.DOUBTED;
        };
    }

    private boolean isMuch() {
        return enabled && highest() >= SMALL;
    }

    /** Whether more than half is gone. */
    private static boolean mostIsGone(int before, int left) {
        return left < before - before / 2;
    }

    /** Whether the latest view was held back. */
    boolean isHolding() {
        return doubted != NOTHING;
    }

    /** The most keys that were in force lately. */
    int highest() {
        return Math.max(most, mostBefore);
    }

    /** Whether there were more keys lately than there are now: then the time has to be told. */
    boolean remembers() {
        return highest() > passed;
    }

    /** Another {@link #MEMORY} has passed, or begins. What is in doubt waits for a listing, not for that. */
    void turn() {
        if (!isHolding()) {
            mostBefore = most;
            most = passed;
        }
    }
}
