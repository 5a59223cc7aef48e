package io.nightjar.daemon.control;

import java.util.List;

/**
 * An answer to whoever asks how the daemon is. The JSON has the same names.
 *
 * @param ok whether all checks are
 * @param checks what was looked at
 */
public record HealthReport(boolean ok, List<Check> checks) {

    public HealthReport {
        checks = List.copyOf(checks);
    }

    /** Of checks: all of them have to be good. */
    public static HealthReport of(List<Check> checks) {
        return new HealthReport(checks.stream().allMatch(Check::ok), checks);
    }

    /**
     * Something that was looked at.
     *
     * @param name one word
     * @param reason what was found, for people, whether it is good or not
     */
    public record Check(String name, boolean ok, String reason) {}
}
