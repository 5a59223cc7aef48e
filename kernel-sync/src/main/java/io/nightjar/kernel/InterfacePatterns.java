package io.nightjar.kernel;

import io.nightjar.bgp.net.InterfacePattern;
import java.util.List;
import java.util.stream.Stream;

/**
 * Names of interfaces, with {@code *} for any characters and {@code ?} for one.
 *
 * @param patterns any of which may match
 */
public record InterfacePatterns(List<InterfacePattern> patterns) {

    /** What Calico's configuration excludes from connected routes: workloads and the holder of service addresses. */
    public static final InterfacePatterns CALICO = of("cali*", "kube-ipvs*");

    /** The holder of service addresses: there can be very many of them, and none matters to us. */
    public static final InterfacePatterns SERVICES = of("kube-ipvs*");

    public InterfacePatterns {
        patterns = List.copyOf(patterns);
    }

    public static InterfacePatterns of(String... globs) {
        return new InterfacePatterns(Stream.of(globs).map(InterfacePattern::new).toList());
    }

    /** These patterns behind others. */
    public InterfacePatterns after(List<InterfacePattern> others) {
        return new InterfacePatterns(
                Stream.concat(others.stream(), patterns.stream()).toList());
    }

    public boolean matches(String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(name));
    }
}
