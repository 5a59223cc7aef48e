package io.nightjar.daemon.lab;

import java.util.List;

/**
 * The lab's outcome.
 *
 * @param lab its number on this machine
 * @param nodes what each node shows
 * @param pings between containers on different nodes
 * @param converged whether all routes and sessions were there in time
 * @param convergenceMillis how long that took from the speakers' start; 0 if they did not converge
 * @param problems what does not hold, each in one sentence
 */
public record LabReport(
        String lab,
        List<NodeReport> nodes,
        List<Ping> pings,
        boolean converged,
        long convergenceMillis,
        List<String> problems) {

    public LabReport {
        nodes = List.copyOf(nodes);
        pings = List.copyOf(pings);
        problems = List.copyOf(problems);
    }

    /** Whether every check holds. */
    public boolean ok() {
        return problems.isEmpty();
    }
}
