package io.nightjar.kernel;

import java.util.List;

/**
 * Everything that one scan has seen.
 *
 * @param links all links
 * @param addresses the addresses of the links that were asked for
 * @param routes all routes of the synchronised table, ours and others'; of several with one key the first one forwards
 */
public record KernelSnapshot(List<KernelLink> links, List<KernelAddress> addresses, List<KernelRoute> routes) {

    public KernelSnapshot {
        links = List.copyOf(links);
        addresses = List.copyOf(addresses);
        routes = List.copyOf(routes);
    }
}
