package io.nightjar.daemon.speaker;

import io.nightjar.daemon.control.HealthReport;
import io.nightjar.daemon.control.HealthReport.Check;
import java.time.Duration;
import java.util.List;

/**
 * What decides whether the speaker has started and is ready. What a peer does never makes a node unready alone: one that is dead
 * has had its time, and one of many that goes later is one of many.
 *
 * @param configured whether a configuration is in force
 * @param source what the configuration's origin says of itself
 * @param kernel about the routing table
 * @param quorum whether more than half of the peers have announced everything since the start, or have had their time
 * @param waitingFor how many peers have not
 * @param peers about the sessions
 */
record HealthFacts(boolean configured, String source, Kernel kernel, boolean quorum, int waitingFor, Peers peers) {

    /**
     * The routing table.
     *
     * @param enabled whether it is kept at all
     * @param read whether it has been read
     * @param sinceAudit since it was last read completely
     * @param auditInterval how often that is wanted
     */
    record Kernel(boolean enabled, boolean read, Duration sinceAudit, Duration auditInterval) {

        /** Two audits that were left out are an accident, three are a state. */
        private static final int INTERVALS = 3;

        boolean audited() {
            return !enabled || (read && sinceAudit.compareTo(auditInterval.multipliedBy(INTERVALS)) <= 0);
        }

        private String text() {
            if (!enabled) {
                return "not kept";
            }
            return read ? "audited " + sinceAudit.toSeconds() + " s ago" : "not read yet";
        }
    }

    /**
     * Sessions.
     *
     * @param wanted how many peers should have one
     * @param established how many of them have
     */
    record Peers(int wanted, int established) {

        /** One peer that is away can be a dead peer; that all of several are away is about ourselves. */
        boolean isolated() {
            return wanted > 1 && established == 0;
        }
    }

    HealthReport started() {
        return HealthReport.of(List.of(
                new Check("configuration", configured, source),
                new Check("kernel", !kernel.enabled() || kernel.read(), kernel.text())));
    }

    HealthReport ready() {
        return HealthReport.of(List.of(
                new Check("configuration", configured, source),
                new Check("kernel", kernel.audited(), kernel.text()),
                new Check(
                        "announcements",
                        quorum,
                        waitingFor == 0 ? "nobody is waited for" : "waiting for " + waitingFor + " peers and ranges"),
                new Check(
                        "sessions",
                        !peers.isolated(),
                        peers.established() + " of " + peers.wanted() + " are established")));
    }
}
