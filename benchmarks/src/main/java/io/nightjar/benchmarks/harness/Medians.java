package io.nightjar.benchmarks.harness;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The middle of measured values. */
public final class Medians {

    private Medians() {}

    /** Between the two in the middle if there is an even number; empty if there is none. */
    public static Optional<Double> of(Collection<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        if (sorted.isEmpty()) {
            return Optional.empty();
        }
        int middle = sorted.size() / 2;
        return Optional.of(
                sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2);
    }
}
