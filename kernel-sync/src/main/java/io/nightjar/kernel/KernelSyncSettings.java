package io.nightjar.kernel;

import java.time.Duration;

/**
 * How the kernel's table is kept.
 *
 * @param table the routing table; every desired route must name it
 * @param auditInterval after which everything is compared even if the kernel told nothing
 * @param excluded interfaces whose addresses connect nothing, ever; they are this machine's own nevertheless
 * @param unread interfaces whose addresses are not even read
 */
public record KernelSyncSettings(
        int table, Duration auditInterval, InterfacePatterns excluded, InterfacePatterns unread) {

    /** The main table, an audit each minute, Calico's exclusions. */
    public static final KernelSyncSettings DEFAULT = new KernelSyncSettings(
            KernelRoute.MAIN_TABLE, Duration.ofSeconds(60), InterfacePatterns.CALICO, InterfacePatterns.SERVICES);

    public KernelSyncSettings {
        if (auditInterval.isNegative() || auditInterval.isZero()) {
            throw new IllegalArgumentException("the audit interval must be positive: " + auditInterval);
        }
    }

    public KernelSyncSettings withTable(int newTable) {
        return new KernelSyncSettings(newTable, auditInterval, excluded, unread);
    }
}
