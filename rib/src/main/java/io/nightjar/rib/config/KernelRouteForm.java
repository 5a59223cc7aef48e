package io.nightjar.rib.config;

import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.rib.policy.LocalPrefMetric;
import io.nightjar.rib.route.Route;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the routes of peers look like in the kernel.
 *
 * @param metric 0 leaves the attribute out
 * @param maxPaths over how many next hops one route may share its packets (ECMP); 1 for the best path only
 * @param sources which address of ours packets get that start here: at most one of each family
 * @param tunnels which routes lead through a tunnel; the first that matches counts
 * @param metricOfLocalPref whether the metric of each peer's route is what its LOCAL_PREF says ({@link LocalPrefMetric})
 */
public record KernelRouteForm(
        long metric, int maxPaths, List<IpAddress> sources, List<TunnelRule> tunnels, boolean metricOfLocalPref) {

    /** How many next hops BIRD puts into a route at most. */
    public static final int DEFAULT_MAX_PATHS = 16;

    /** No metric, no source address, no tunnels. */
    public static final KernelRouteForm PLAIN = new KernelRouteForm(0, DEFAULT_MAX_PATHS, List.of(), List.of());

    public KernelRouteForm {
        sources = List.copyOf(sources);
        tunnels = List.copyOf(tunnels);
        Set<Afi> families = new HashSet<>();
        for (IpAddress source : sources) {
            if (!families.add(source.afi())) {
                throw new IllegalArgumentException("a second source address of one family: " + source);
            }
        }
        if (maxPaths < 1) {
            throw new IllegalArgumentException("not a number of paths: " + maxPaths);
        }
    }

    /** Routes that all have the same metric. */
    public KernelRouteForm(long metric, int maxPaths, List<IpAddress> sources, List<TunnelRule> tunnels) {
        this(metric, maxPaths, sources, tunnels, false);
    }

    /** These routes with the metric that LOCAL_PREF says. */
    public KernelRouteForm withMetricOfLocalPref() {
        return new KernelRouteForm(metric, maxPaths, sources, tunnels, true);
    }

    /** The metric of a route of a peer. */
    public long metric(Route route) {
        return metricOfLocalPref
                ? LocalPrefMetric.mirror(route.attributes()
                        .find(LocalPref.class)
                        .orElse(LocalPref.DEFAULT)
                        .value())
                : metric;
    }

    public KernelRouteForm withMetric(long other) {
        return new KernelRouteForm(other, maxPaths, sources, tunnels, metricOfLocalPref);
    }

    public KernelRouteForm withTunnels(List<TunnelRule> others) {
        return new KernelRouteForm(metric, maxPaths, sources, others, metricOfLocalPref);
    }

    /** The source address for routes of a family; null leaves the choice to the kernel. */
    public @Nullable IpAddress source(Afi afi) {
        // No iterator: asked for each route.
        for (int i = 0; i < sources.size(); i++) {
            if (sources.get(i).afi().equals(afi)) {
                return sources.get(i);
            }
        }
        return null;
    }
}
