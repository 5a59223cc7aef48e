package io.nightjar.rib.table;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.net.PrefixTable;
import io.nightjar.rib.nexthop.NextHopResolution;
import io.nightjar.rib.nexthop.NextHopResolver;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The next hops in use: each with the last answer about it and the destinations that depend on it. */
final class NextHops {

    private final Map<IpAddress, Use> uses = new HashMap<>();

    /** The same in their order, to find those inside a prefix. */
    private final TreeMap<IpAddress, Use> sorted = new TreeMap<>();

    private final Cover cover;
    private NextHopResolver resolver;

    NextHops(NextHopResolver resolver, Cover cover) {
        this.resolver = resolver;
        this.cover = cover;
    }

    /** What the table itself has to say about a next hop. */
    @FunctionalInterface
    interface Cover {

        /**
         * By the table's longest route that covers the next hop.
         *
         * @param fromLength the shortest prefix length that counts
         * @return null if there is none
         */
        @Nullable
        NextHopResolution longest(IpAddress nextHop, int fromLength);
    }

    /** One next hop. */
    private static final class Use {
        private NextHopResolution resolution;
        private final PrefixTable<Destination> destinations = new PrefixTable<>();

        Use(NextHopResolution resolution) {
            this.resolution = resolution;
        }
    }

    /** A route to {@code destination} uses the next hop. */
    void use(IpAddress nextHop, Destination destination) {
        Use use = uses.get(nextHop);
        if (use == null) {
            use = new Use(resolve(nextHop));
            uses.put(nextHop, use);
            sorted.put(nextHop, use);
        }
        use.destinations.put(destination);
    }

    /** No route to {@code destination} uses the next hop any more. */
    void release(IpAddress nextHop, Destination destination) {
        Use use = uses.get(nextHop);
        if (use != null && use.destinations.remove(destination.prefix()) != null && use.destinations.isEmpty()) {
            uses.remove(nextHop);
            sorted.remove(nextHop);
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

    /** The answer about any next hop, be it in use or not. */
    NextHopResolution look(IpAddress nextHop) {
        Use use = uses.get(nextHop);
        return use == null ? resolve(nextHop) : use.resolution;
    }

    private NextHopResolution resolve(IpAddress nextHop) {
        NextHopResolver.Match match = resolver.resolve(nextHop);
        NextHopResolution covered = cover.longest(nextHop, match.outrankedFrom());
        return covered == null ? match.resolution() : covered;
    }

    /** Asks {@code changed} about each next hop in use, and names the destinations whose answer is another one. */
    void replaceResolver(NextHopResolver changed, Consumer<Destination> touched) {
        resolver = changed;
        uses.forEach((nextHop, use) -> askAgain(nextHop, use, touched));
    }

    /** What the table has for {@code prefix} is of another kind now: asks about the next hops inside it. */
    void coverChanged(Prefix prefix, Consumer<Destination> touched) {
        Map.Entry<IpAddress, Use> entry = sorted.ceilingEntry(prefix.address());
        while (entry != null && prefix.contains(entry.getKey())) {
            askAgain(entry.getKey(), entry.getValue(), touched);
            entry = sorted.higherEntry(entry.getKey());
        }
    }

    private void askAgain(IpAddress nextHop, Use use, Consumer<Destination> touched) {
        NextHopResolution resolution = resolve(nextHop);
        if (!Objects.equals(resolution, use.resolution)) {
            use.resolution = resolution;
            use.destinations.forEach(touched);
        }
    }

    int size() {
        return uses.size();
    }
}
