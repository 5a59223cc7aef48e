package io.nightjar.conformance.sim;

/**
 * What came of a run in which nothing was wrong.
 *
 * @param scenario what was simulated
 * @param startNanos from the first start of a speaker until all kernels were right
 * @param settleNanos from the last fault's end until all kernels were right again; 0 without faults
 * @param atStart what had been sent by the time that all kernels were right for the first time
 * @param all what has been sent in all
 * @param peers how many peers nodes have at the end
 * @param faults how many faults have happened
 * @param events how many events the simulation consisted of
 */
record Result(
        Scenario scenario,
        long startNanos,
        long settleNanos,
        Traffic atStart,
        Traffic all,
        PeerCounts peers,
        int faults,
        long events) {}
