package io.nightjar.conformance.sim;

import io.nightjar.bgp.net.Prefix;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives destinations numbers, from 0, the same in all kernels of a cluster: so what a kernel has is an array, and what is looked
 * for in each of thousands of kernels is looked for in one map that is small.
 */
final class Numbering {

    private final Map<Prefix, Integer> numbers = new HashMap<>();

    /** The number of a destination, which it gets when it is first asked for. */
    int of(Prefix destination) {
        return numbers.computeIfAbsent(destination, unknown -> numbers.size());
    }

    /** How many have numbers. */
    int size() {
        return numbers.size();
    }
}
