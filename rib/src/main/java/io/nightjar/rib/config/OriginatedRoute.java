package io.nightjar.rib.config;

import io.nightjar.bgp.net.Prefix;

/**
 * A route that starts here; it is a blackhole in the kernel, below which the workloads have more specific routes.
 *
 * @param prefix the destination
 * @param origin where it was configured: a datastore key, or file and line
 */
public record OriginatedRoute(Prefix prefix, String origin) {}
