package io.nightjar.fsm.session;

import io.nightjar.bgp.time.NanoClock;
import java.time.Duration;

/**
 * What a peer may cause in the log. A peer that has been configured has a budget of its own; those that come out of ranges
 * share one, because there may be many of them, and each is new whenever it comes.
 */
public final class LogBudget {

    private static final int BURST = 20;
    private static final int SHARED_BURST = 200;
    private static final Duration CHANGE_INTERVAL = Duration.ofSeconds(3);
    private static final Duration FAULT_INTERVAL = Duration.ofSeconds(10);
    private static final Duration SHARED_INTERVAL = Duration.ofSeconds(1);

    private final LogAllowance changes;
    private final LogAllowance faults;

    private LogBudget(LogAllowance changes, LogAllowance faults) {
        this.changes = changes;
        this.faults = faults;
    }

    /** Once the first lines have been spent, twenty a minute for sessions that come and go, six for malformed UPDATEs. */
    static LogBudget ofOnePeer(NanoClock clock) {
        return new LogBudget(
                new LogAllowance(clock, BURST, CHANGE_INTERVAL), new LogAllowance(clock, BURST, FAULT_INTERVAL));
    }

    /** For all peers that come out of ranges: one line a second of each kind. */
    public static LogBudget ofRanges(NanoClock clock) {
        return new LogBudget(
                new LogAllowance(clock, SHARED_BURST, SHARED_INTERVAL),
                new LogAllowance(clock, SHARED_BURST, SHARED_INTERVAL));
    }

    /** For sessions that come up, go down, or fail to. */
    LogAllowance changes() {
        return changes;
    }

    /** For UPDATEs with faults. */
    LogAllowance faults() {
        return faults;
    }
}
