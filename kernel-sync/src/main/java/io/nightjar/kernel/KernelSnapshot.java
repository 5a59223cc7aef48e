package io.nightjar.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one scan has seen.
 *
 * @param links all links
 * @param addresses the addresses of the links that were asked for
 * @param routes all routes of the synchronised table, ours and others'; of several with one key the first one forwards; null if
 *     they are exactly those of the scan before
 */
public record KernelSnapshot(
        List<KernelLink> links,
        List<KernelAddress> addresses,
        @Nullable List<KernelRoute> routes) {

    public KernelSnapshot {
        links = List.copyOf(links);
        addresses = List.copyOf(addresses);
        routes = routes == null ? null : List.copyOf(routes);
    }
}
