package io.nightjar.benchmarks.kernel;

import java.util.List;

/**
 * What one contender did with one number of routes.
 *
 * @param addNanos from the first octet of the first announcement to the last route in the kernel, one for each round
 * @param removeNanos from the first octet of the first withdrawal to the last route gone, one for each round
 * @param memoryKib of its processes with all routes in the kernel; 0 without processes
 * @param processorSeconds that its processes needed for all rounds; 0 without processes
 */
record Measurement(
        Contender contender,
        String version,
        int routes,
        List<Long> addNanos,
        List<Long> removeNanos,
        long memoryKib,
        double processorSeconds) {

    Measurement {
        addNanos = List.copyOf(addNanos);
        removeNanos = List.copyOf(removeNanos);
    }

    long addMedian() {
        return median(addNanos);
    }

    long removeMedian() {
        return median(removeNanos);
    }

    /** The first round: nothing is warm. */
    long firstAdd() {
        return addNanos.get(0);
    }

    private static long median(List<Long> values) {
        List<Long> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
