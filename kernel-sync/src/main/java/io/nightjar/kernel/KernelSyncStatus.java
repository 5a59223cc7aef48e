package io.nightjar.kernel;

import java.util.List;
import java.util.Map;

/**
 * How things stand, as of the end of the last comparison.
 *
 * @param desired prefixes for which a route is wanted
 * @param desiredIpv6 how many of them are IPv6 prefixes
 * @param installed how many of those routes are in the kernel
 * @param stale prefixes whose route is a predecessor's and is kept until somebody who knows says otherwise, or the sweep
 * @param conflicts wanted routes that a foreign one keeps out, the first {@value #LISTED} of them
 * @param failures wanted routes that the kernel refused, or that wait for a link, the first {@value #LISTED} of them
 * @param obstacles how many there are of both
 * @param counters what was done since the start
 */
public record KernelSyncStatus(
        int desired,
        int desiredIpv6,
        int installed,
        int stale,
        List<RouteConflict> conflicts,
        List<RouteFailure> failures,
        Obstacles obstacles,
        Counters counters) {

    /** How many conflicts and failures are listed at most. */
    public static final int LISTED = 1000;

    /** Before the first scan. */
    public static final KernelSyncStatus INITIAL = new KernelSyncStatus(
            0, 0, 0, 0, List.of(), List.of(), new Obstacles(Map.of(), 0), new Counters(0, 0, 0, 0, 0));

    public KernelSyncStatus {
        conflicts = List.copyOf(conflicts);
        failures = List.copyOf(failures);
    }

    /** Whether what stands in the way is different, something was repaired, or notifications were lost since. */
    public boolean isNewsAfter(KernelSyncStatus before) {
        return counters.repairs != before.counters.repairs
                || counters.lostEvents != before.counters.lostEvents
                || !obstacles.equals(before.obstacles)
                || !conflicts.equals(before.conflicts)
                || !failures.equals(before.failures);
    }

    /**
     * What keeps wanted routes out.
     *
     * @param conflictsByOwner how many routes a foreign one keeps out, by that one's protocol: {@code rtm_protocol}
     * @param failures how many routes the kernel refused, or wait for a link
     */
    public record Obstacles(Map<Integer, Integer> conflictsByOwner, int failures) {

        public Obstacles {
            conflictsByOwner = Map.copyOf(conflictsByOwner);
        }
    }

    /**
     * What was done since the start.
     *
     * @param writes operations that the kernel carried out
     * @param repairs routes that had vanished without our doing and were written again
     * @param scans full readings of the table
     * @param lostEvents how often the kernel had to drop notifications
     * @param lastAuditNanos when the last full reading was made, on the clock that was given to the loop
     */
    public record Counters(long writes, long repairs, long scans, long lostEvents, long lastAuditNanos) {}
}
