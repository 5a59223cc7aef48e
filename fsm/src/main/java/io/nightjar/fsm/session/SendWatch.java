package io.nightjar.fsm.session;

import java.time.Duration;

/**
 * Notices when a peer takes nothing that is sent to it, by looking from time to time: so sending costs nothing, and the SendHoldTimer
 * runs for up to a quarter longer. Owned by the session's loop.
 */
final class SendWatch {

    private static final int LOOKS = 4;

    private final Duration interval;
    private long mark = Connection.NOTHING_WAITS;
    private int unchanged;

    /** For a SendHoldTime (RFC 9687 §4.1). */
    SendWatch(Duration sendHoldTime) {
        this.interval = sendHoldTime.dividedBy(LOOKS);
    }

    /** When to look again. */
    Duration interval() {
        return interval;
    }

    /** Whether something has waited for all of the SendHoldTime, and nothing has left meanwhile. */
    boolean isStalled(Connection connection) {
        long now = connection.sendMark();
        if (now == Connection.NOTHING_WAITS || now != mark) {
            mark = now;
            unchanged = 0;
            return false;
        }
        unchanged++;
        return unchanged >= LOOKS;
    }
}
