package io.nightjar.rib.table;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.net.PrefixTable;
import io.nightjar.rib.nexthop.NextHopResolution;
import io.nightjar.rib.nexthop.NextHopResolver;
import io.nightjar.rib.route.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The next hops in use: each with the last answer about it and the destinations that depend on it. A node of a cluster has one for
 * each other node, mostly with one destination, so they are kept small.
 */
final class NextHops {

    private final Map<IpAddress, Use> uses = new HashMap<>();

    /** The same in their order, to find those inside a prefix: new ones come far less often than changes of routes. */
    private final List<Use> sorted = new ArrayList<>();

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

    /**
     * How a next hop is reached.
     *
     * @param uncovered by the machine's own routes alone
     * @param covered by the table's longest route that covers it, if that has a better claim
     */
    record Answer(NextHopResolution uncovered, NextHopResolution covered) {

        /** What counts for {@code route}: nothing that peers announce gets between a route that starts here and its gateway. */
        NextHopResolution to(Route route) {
            return route.isOriginated() ? uncovered : covered;
        }
    }

    /** One next hop. */
    private static final class Use {

        private final IpAddress nextHop;
        private final Prefix host;
        private Answer answer;
        private @Nullable Destination only;
        private @Nullable PrefixTable<Destination> several;

        Use(IpAddress nextHop, Answer answer) {
            this.nextHop = nextHop;
            this.host = Prefix.host(nextHop);
            this.answer = answer;
        }

        void add(Destination destination) {
            if (several != null) {
                several.put(destination);
            } else if (only == null || only.prefix().equals(destination.prefix())) {
                only = destination;
            } else {
                several = new PrefixTable<>();
                several.put(only);
                several.put(destination);
                only = null;
            }
        }

        void remove(Destination destination) {
            if (several != null) {
                several.remove(destination.prefix());
            } else if (only != null && only.prefix().equals(destination.prefix())) {
                only = null;
            }
        }

        boolean isEmpty() {
            return only == null && (several == null || several.isEmpty());
        }

        void forEach(Consumer<Destination> action) {
            if (only != null) {
                action.accept(only);
            }
            if (several != null) {
                several.forEach(action);
            }
        }
    }

    /** A route to {@code destination} uses the next hop. */
    void use(IpAddress nextHop, Destination destination) {
        Use use = uses.get(nextHop);
        if (use == null) {
            use = new Use(nextHop, resolve(nextHop));
            uses.put(nextHop, use);
            sorted.add(position(use.host), use);
        }
        use.add(destination);
    }

    /** No route to {@code destination} uses the next hop any more. */
    void release(IpAddress nextHop, Destination destination) {
        Use use = uses.get(nextHop);
        if (use != null) {
            use.remove(destination);
            if (use.isEmpty()) {
                uses.remove(nextHop);
                sorted.remove(position(use.host));
            }
        }
    }

    /** How many next hops are lower: where the first one inside {@code prefix} is, or would be. */
    private int position(Prefix prefix) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted.get(middle).host.compareTo(prefix) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The answer about a next hop in use. */
    Answer answer(IpAddress nextHop) {
        Use use = uses.get(nextHop);
        if (use == null) {
            throw new IllegalStateException("nobody uses the next hop " + nextHop);
        }
        return use.answer;
    }

    /** The answer about any next hop, be it in use or not. */
    Answer look(IpAddress nextHop) {
        Use use = uses.get(nextHop);
        return use == null ? resolve(nextHop) : use.answer;
    }

    private Answer resolve(IpAddress nextHop) {
        NextHopResolver.Match match = resolver.resolve(nextHop);
        NextHopResolution covered = cover.longest(nextHop, match.outrankedFrom());
        return new Answer(match.resolution(), covered == null ? match.resolution() : covered);
    }

    /** Asks {@code changed} about the next hops inside these prefixes, and names the destinations whose answer is another one. */
    void replaceResolver(NextHopResolver changed, Collection<Prefix> inside, Consumer<Destination> touched) {
        resolver = changed;
        Prefix asked = null;
        // What covers others comes before them.
        for (Prefix prefix : inside.stream().sorted().toList()) {
            if (asked == null || !asked.contains(prefix)) {
                askInside(prefix, touched);
                asked = prefix;
            }
        }
    }

    /** What can be known about {@code prefix} is something else now: asks about the next hops inside it. */
    void askInside(Prefix prefix, Consumer<Destination> touched) {
        for (int i = position(prefix); i < sorted.size(); i++) {
            Use use = sorted.get(i);
            if (!prefix.contains(use.nextHop)) {
                return;
            }
            askAgain(use, touched);
        }
    }

    private void askAgain(Use use, Consumer<Destination> touched) {
        Answer answer = resolve(use.nextHop);
        if (!answer.equals(use.answer)) {
            use.answer = answer;
            use.forEach(touched);
        }
    }

    int size() {
        return uses.size();
    }
}
