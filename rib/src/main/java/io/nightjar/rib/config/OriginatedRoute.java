package io.nightjar.rib.config;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import org.jspecify.annotations.Nullable;

/**
 * A route that starts here.
 *
 * @param prefix the destination
 * @param gateway where its packets go; null for a blackhole in the kernel, below which the workloads have more specific routes
 * @param origin where it was configured: a datastore key, or file and line
 */
public record OriginatedRoute(Prefix prefix, @Nullable IpAddress gateway, String origin) {

    /** A blackhole. */
    public OriginatedRoute(Prefix prefix, String origin) {
        this(prefix, null, origin);
    }
}
