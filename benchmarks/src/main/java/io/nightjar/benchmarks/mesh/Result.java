package io.nightjar.benchmarks.mesh;

import io.nightjar.benchmarks.harness.Medians;
import io.nightjar.benchmarks.harness.ResultOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a contender did in a mesh of one size.
 *
 * @param version what it says that it is
 * @param machine where it was, and the commit of this tree
 * @param nodes of the mesh, the contender included
 * @param values what was measured, each value once for each start: seconds, MiB or percent, as the name says
 * @param habits what it does that is not as it should be, but harms nobody
 * @param remarks what went wrong; empty if nothing did
 */
record Result(
        Contender contender,
        String version,
        String machine,
        int nodes,
        Map<String, List<Double>> values,
        List<String> habits,
        List<String> remarks)
        implements ResultOptions.Line {

    static final String FIRST_SESSION = "firstSessionSeconds";
    static final String ALL_SESSIONS = "allSessionsSeconds";
    static final String KERNEL = "kernelSeconds";
    static final String ANNOUNCED = "announcedSeconds";
    static final String ALL = "allSeconds";
    static final String SHARE = "pssMib";
    static final String RESIDENT = "rssMib";
    static final String SHARE_LATER = "pssLaterMib";
    static final String RESIDENT_LATER = "rssLaterMib";
    static final String PROCESSOR = "processorSeconds";
    static final String IDLE = "idlePercent";

    Result {
        Map<String, List<Double>> copy = new TreeMap<>();
        values.forEach((name, list) -> copy.put(name, List.copyOf(list)));
        values = copy;
        habits = List.copyOf(habits);
        remarks = List.copyOf(remarks);
    }

    /** The median of all values of that name; empty if there is none. */
    Optional<Double> median(String name) {
        return Medians.of(values.getOrDefault(name, List.of()));
    }
}
