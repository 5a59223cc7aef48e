package io.nightjar.rib.config;

/**
 * How many routes of a family a peer may announce.
 *
 * @param maximum the greatest number that is accepted
 * @param warningPercent of the maximum, 1 to 100: from there on it is said
 * @param action what happens above the maximum
 * @param restartSeconds after which a session that ended by {@link Action#RESTART} starts again
 */
public record PrefixLimit(long maximum, int warningPercent, Action action, int restartSeconds) {

    public PrefixLimit {
        if (maximum < 1 || warningPercent < 1 || warningPercent > 100 || restartSeconds < 0) {
            throw new IllegalArgumentException("limit " + maximum + ", warning at " + warningPercent
                    + " %, restart after " + restartSeconds + " s");
        }
    }

    /** The number of routes at which it is said that the limit is near, at least 1. */
    public long warningAt() {
        // In two parts, since a maximum near 2^63 must not overflow.
        return Math.max(1, maximum / 100 * warningPercent + maximum % 100 * warningPercent / 100);
    }

    /** What happens to a peer that announces too much. */
    public enum Action {
        /** It is said, and nothing else. */
        WARN,
        /** RFC 4486: the session ends, and starts again after a while. */
        RESTART,
        /** RFC 4486: the session ends, until an operator wants it again. */
        SHUTDOWN
    }
}
