package io.nightjar.rib.config;

import io.nightjar.bgp.net.InterfacePattern;
import io.nightjar.rib.policy.RoutePolicy;
import java.util.List;

/**
 * What may be written into the kernel's routing table.
 *
 * @param enabled whether anything is
 * @param exportPolicy which best routes are programmed
 * @param form what they look like
 * @param table the routing table that is written
 * @param learn whether routes of others, and what devices are connected to, take part in the decision and may be announced
 * @param ignoredInterfaces devices whose addresses connect nothing, besides those that are always left out: workloads and the
 *     holder of service addresses
 */
public record KernelConfig(
        boolean enabled,
        RoutePolicy exportPolicy,
        KernelRouteForm form,
        int table,
        boolean learn,
        List<InterfacePattern> ignoredInterfaces) {

    /** The number of the table that forwards packets unless a rule says otherwise: {@code main}. */
    public static final int MAIN_TABLE = 254;

    /** The kernel is neither read nor written: every next hop counts as reachable. */
    public static final KernelConfig OFF = new KernelConfig(false, RoutePolicy.REJECT_ALL, KernelRouteForm.PLAIN);

    public KernelConfig {
        ignoredInterfaces = List.copyOf(ignoredInterfaces);
    }

    /** Routes go to the main table, and nothing is learned from it. */
    public KernelConfig(boolean enabled, RoutePolicy exportPolicy, KernelRouteForm form) {
        this(enabled, exportPolicy, form, MAIN_TABLE, false, List.of());
    }

    public KernelConfig withTable(int other) {
        return new KernelConfig(enabled, exportPolicy, form, other, learn, ignoredInterfaces);
    }

    public KernelConfig withLearning(boolean learning) {
        return new KernelConfig(enabled, exportPolicy, form, table, learning, ignoredInterfaces);
    }

    public KernelConfig withIgnoredInterfaces(List<InterfacePattern> ignored) {
        return new KernelConfig(enabled, exportPolicy, form, table, learn, ignored);
    }
}
