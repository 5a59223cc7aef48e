package io.nightjar.rib.table;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.nexthop.NextHopResolution;
import io.nightjar.rib.nexthop.NextHopResolver;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The next hops in use: each with the last answer about it and the destinations that depend on it. */
final class NextHops {

    private final Map<IpAddress, Use> uses = new HashMap<>();
    private NextHopResolver resolver;

    NextHops(NextHopResolver resolver) {
        this.resolver = resolver;
    }

    /** One next hop. */
    private static final class Use {
        private NextHopResolution resolution;
        private final Set<Prefix> prefixes = new HashSet<>();

        Use(NextHopResolution resolution) {
            this.resolution = resolution;
        }
    }

    /** A route to {@code prefix} uses the next hop. */
    void use(IpAddress nextHop, Prefix prefix) {
        uses.computeIfAbsent(nextHop, address -> new Use(resolver.resolve(address)))
                .prefixes
                .add(prefix);
    }

    /** No route to {@code prefix} uses the next hop any more. */
    void release(IpAddress nextHop, Prefix prefix) {
        Use use = uses.get(nextHop);
        if (use != null && use.prefixes.remove(prefix) && use.prefixes.isEmpty()) {
            uses.remove(nextHop);
        }
    }

    /** The answer about a next hop in use. */
    NextHopResolution resolution(IpAddress nextHop) {
        Use use = uses.get(nextHop);
        if (use == null) {
            throw new IllegalStateException("nobody uses the next hop " + nextHop);
        }
        return use.resolution;
    }

    /** Asks {@code changed} about each next hop in use, and names the destinations whose answer is another one. */
    void replaceResolver(NextHopResolver changed, Consumer<Prefix> touched) {
        resolver = changed;
        uses.forEach((nextHop, use) -> {
            NextHopResolution resolution = changed.resolve(nextHop);
            if (!resolution.equals(use.resolution)) {
                use.resolution = resolution;
                use.prefixes.forEach(touched);
            }
        });
    }

    int size() {
        return uses.size();
    }
}
