package io.nightjar.conformance.sim;

import java.util.SplittableRandom;

/**
 * How much a speaker can take. A small cluster never fills what a speaker really has, nor keeps it busy, so with faults its limits are
 * small and its processors slow, by the seed: otherwise nobody would ever fall behind.
 *
 * @param octets that wait on a connection before it is not writable any more
 * @param mailbox how much waits for the table before sessions stop reading
 * @param costNanos for how long a message that it takes, or a piece that it sends, keeps the table busy
 */
record Limits(int octets, int mailbox, long costNanos) {

    /** Those of the daemon. */
    private static final int USUAL_OCTETS = 64 * 1024;

    private static final int USUAL_MAILBOX = 4096;

    private static final int SMALL_CLUSTER = 50;

    private static final int[] OCTETS = {64, 512, USUAL_OCTETS};

    private static final int[] MAILBOXES = {1, 8, USUAL_MAILBOX};

    /** Ever so many times what is asked for. */
    private static final int[] COST_FACTORS = {0, 1, 300};

    static Limits of(Scenario scenario) {
        long costNanos = scenario.pace().cost().toNanos();
        if (scenario.faults().count() == 0 || scenario.nodes() > SMALL_CLUSTER) {
            return new Limits(USUAL_OCTETS, USUAL_MAILBOX, costNanos);
        }
        SplittableRandom random = new SplittableRandom(~scenario.seed());
        return new Limits(
                OCTETS[random.nextInt(OCTETS.length)],
                MAILBOXES[random.nextInt(MAILBOXES.length)],
                costNanos * COST_FACTORS[random.nextInt(COST_FACTORS.length)]);
    }
}
