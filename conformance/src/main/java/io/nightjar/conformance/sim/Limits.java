package io.nightjar.conformance.sim;

import java.util.SplittableRandom;

/**
 * How much may wait before somebody has to stop. A small cluster never fills what a speaker really has, so with faults its limits
 * are small as well, by the seed: otherwise nobody would ever fall behind.
 *
 * @param octets that wait on a connection before it is not writable any more
 * @param mailbox how much waits for the table before sessions stop reading
 */
record Limits(int octets, int mailbox) {

    /** Those of the daemon. */
    static final Limits USUAL = new Limits(64 * 1024, 4096);

    private static final int SMALL_CLUSTER = 50;

    private static final int[] OCTETS = {64, 512, 64 * 1024};

    private static final int[] MAILBOXES = {1, 8, 4096};

    static Limits of(Scenario scenario) {
        if (scenario.faults().count() == 0 || scenario.nodes() > SMALL_CLUSTER) {
            return USUAL;
        }
        SplittableRandom random = new SplittableRandom(~scenario.seed());
        return new Limits(OCTETS[random.nextInt(OCTETS.length)], MAILBOXES[random.nextInt(MAILBOXES.length)]);
    }
}
