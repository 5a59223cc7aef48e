package io.nightjar.benchmarks.kernel;

import io.nightjar.bgp.net.Ipv4Address;
import io.nightjar.bgp.net.Prefix;
import java.util.List;
import java.util.stream.IntStream;

/** The routes that are measured: as many /26 as Calico would have nodes, one behind the other. */
final class Blocks {

    static final int LENGTH = 26;
    private static final int FIRST = (10 << 24) | (64 << 16);

    private Blocks() {}

    static int address(int index) {
        return FIRST + (index << (32 - LENGTH));
    }

    static List<Prefix> prefixes(int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> new Prefix(new Ipv4Address(address(index)), LENGTH))
                .toList();
    }
}
