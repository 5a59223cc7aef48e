package io.nightjar.kernel;

/** When to read everything again: on request, at a time that was asked for, and when the last time is long ago. */
final class ScanSchedule {

    private final long intervalNanos;
    private boolean requested = true;
    private boolean followUp;
    private long followUpAtNanos;
    private long lastScanNanos;
    private long scans;

    ScanSchedule(long intervalNanos) {
        this.intervalNanos = intervalNanos;
    }

    /** As soon as possible. */
    void request() {
        requested = true;
    }

    /** Once more at that time; a later request for a time moves an earlier one. */
    void requestAt(long nanos) {
        followUp = true;
        followUpAtNanos = nanos;
    }

    boolean isDue(long nowNanos) {
        return nanosUntilDue(nowNanos) == 0;
    }

    long nanosUntilDue(long nowNanos) {
        if (requested) {
            return 0;
        }
        long untilAudit = Math.max(0, lastScanNanos + intervalNanos - nowNanos);
        return followUp ? Math.min(untilAudit, Math.max(0, followUpAtNanos - nowNanos)) : untilAudit;
    }

    void done(long nowNanos) {
        requested = false;
        followUp = followUp && followUpAtNanos - nowNanos > 0;
        lastScanNanos = nowNanos;
        scans++;
    }

    long lastScanNanos() {
        return lastScanNanos;
    }

    long scans() {
        return scans;
    }
}
