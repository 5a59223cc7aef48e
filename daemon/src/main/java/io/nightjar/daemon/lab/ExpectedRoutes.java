package io.nightjar.daemon.lab;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The walkthrough's promise: which {@code proto bird} routes each node's kernel must show, and no others. */
final class ExpectedRoutes {

    private ExpectedRoutes() {}

    static Set<String> of(LabScenario scenario, LabNode node) {
        Set<String> lines = new TreeSet<>();
        if (scenario.isStandaloneReflector(node)) {
            return lines;
        }
        for (LabNode owner : scenario.owners()) {
            lines.add(
                    owner.equals(node)
                            ? "blackhole " + owner.block() + " proto bird"
                            : owner.block() + " via " + owner.address() + " dev "
                                    + scenario.plan().interfaceName() + " proto bird" + scenario.routeMetric());
        }
        return lines;
    }

    /** What differs between the expected lines and the output of {@code ip route}. */
    static List<String> differences(String nodeName, Set<String> expected, Collection<String> ipRoute) {
        Set<String> actual = new TreeSet<>();
        ipRoute.stream().filter(line -> line.contains("proto bird")).forEach(actual::add);
        List<String> differences = new ArrayList<>();
        expected.stream()
                .filter(line -> !actual.contains(line))
                .forEach(line -> differences.add(nodeName + " lacks the route " + line));
        actual.stream()
                .filter(line -> !expected.contains(line))
                .forEach(line -> differences.add(nodeName + " has the unexpected route " + line));
        return differences;
    }
}
