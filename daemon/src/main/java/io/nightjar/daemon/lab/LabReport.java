package io.nightjar.daemon.lab;

import java.util.List;

/** The lab's outcome: each node, the pings, how long convergence took, and what does not hold. */
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
