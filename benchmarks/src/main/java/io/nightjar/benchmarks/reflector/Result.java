package io.nightjar.benchmarks.reflector;

import io.nightjar.benchmarks.harness.Medians;
import io.nightjar.benchmarks.harness.ResultOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a contender did in one case.
 *
 * @param version what it says that it is
 * @param machine where it was, and the commit of this tree
 * @param values what was measured, each value once for each round or process: seconds, milliseconds or MiB, as the name says
 * @param habits what it does that is not as it should be, but harms nobody
 * @param remarks what went wrong; empty if nothing did
 */
record Result(
        Contender contender,
        String version,
        String machine,
        Workload workload,
        int clients,
        int routes,
        Map<String, List<Double>> values,
        List<String> habits,
        List<String> remarks)
        implements ResultOptions.Line {

    Result {
        Map<String, List<Double>> copy = new TreeMap<>();
        values.forEach((name, list) -> copy.put(name, List.copyOf(list)));
        values = copy;
        habits = List.copyOf(habits);
        remarks = List.copyOf(remarks);
    }

    boolean is(Case other) {
        return workload == other.workload() && clients == other.clients() && routes == other.routes();
    }

    /** The median of all values with these names; empty if there is none. */
    Optional<Double> medianOf(List<String> names) {
        return Medians.of(names.stream()
                .flatMap(name -> values.getOrDefault(name, List.of()).stream())
                .toList());
    }
}
