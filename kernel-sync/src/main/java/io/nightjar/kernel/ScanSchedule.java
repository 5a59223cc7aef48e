package io.nightjar.kernel;

/**
 * When to read everything again: on request, at a time that was asked for, and when the last time is long ago. What others do can ask
 * for it again and again; that is answered at once, and then not before some time has passed, so that most of the time is left for
 * other work.
 */
final class ScanSchedule {

    /** Between two scans that others have caused, at least. */
    private static final long SHORTEST_PAUSE_NANOS = 50_000_000L;

    /** And so many times as long as the last one took. */
    private static final int PAUSE_FACTOR = 4;

    private final long intervalNanos;
    private boolean requested = true;
    private boolean caused;
    private long causedAtNanos;
    private boolean paused;
    private long pauseEndNanos;
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

    /** As soon as possible, but not too often: something has happened. */
    void requestAfterEvent(long nowNanos) {
        if (!caused) {
            caused = true;
            causedAtNanos = paused && pauseEndNanos - nowNanos > 0 ? pauseEndNanos : nowNanos;
        }
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
        long nanos = Math.max(0, lastScanNanos + intervalNanos - nowNanos);
        if (caused) {
            nanos = Math.min(nanos, Math.max(0, causedAtNanos - nowNanos));
        }
        return followUp ? Math.min(nanos, Math.max(0, followUpAtNanos - nowNanos)) : nanos;
    }

    /** Everything has been read. */
    void done(long beganNanos, long endedNanos) {
        if (caused) {
            paused = true;
            pauseEndNanos = endedNanos + Math.max(SHORTEST_PAUSE_NANOS, PAUSE_FACTOR * (endedNanos - beganNanos));
        }
        caused = false;
        requested = false;
        followUp = followUp && followUpAtNanos - beganNanos > 0;
        lastScanNanos = beganNanos;
        scans++;
    }

    long lastScanNanos() {
        return lastScanNanos;
    }

    long scans() {
        return scans;
    }
}
