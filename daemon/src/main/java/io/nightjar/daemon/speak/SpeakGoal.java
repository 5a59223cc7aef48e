package io.nightjar.daemon.speak;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When the work is done.
 *
 * @param until what has to happen
 * @param after with {@link Until#TIME}: so long after the session came up
 * @param messages done as well when so many UPDATEs were heard; 0 for no such number
 * @param limit how long all of it may take; null for any time
 * @param keepTrying whether a session that ends is waited for again
 */
public record SpeakGoal(
        Until until,
        Duration after,
        long messages,
        @Nullable Duration limit,
        boolean keepTrying) {

    /** Until somebody says {@code quit}. */
    public static final SpeakGoal FOREVER = new SpeakGoal(Until.QUIT, Duration.ZERO, 0, null, false);

    /** What ends the work. All but the end of the session wait until everything has been sent. */
    public enum Until {
        /** The command {@code quit}, or a signal. */
        QUIT,
        /** The session is up. */
        ESTABLISHED,
        /** The peer has sent End-of-RIB for all families (RFC 4724 §2). */
        END_OF_RIB,
        /** The session has been up for some time. */
        TIME,
        /** The session has ended. */
        DOWN
    }
}
