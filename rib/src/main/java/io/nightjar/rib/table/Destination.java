package io.nightjar.rib.table;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.net.PrefixTable;
import io.nightjar.rib.Multipath;
import io.nightjar.rib.decision.Selection;
import io.nightjar.rib.decision.SelectionReason;
import io.nightjar.rib.nexthop.NextHopResolution;
import io.nightjar.rib.route.ResolvedRoute;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One destination of the Loc-RIB: the routes that take part, and the best one when it was last decided. There are very many of them,
 * mostly with one candidate, so it is kept small, and what is mostly not there is apart.
 */
final class Destination implements PrefixTable.Entry {

    private final Prefix prefix;

    /** The candidate that has been here longest; null if there is none. */
    private @Nullable Route first;

    private @Nullable Further further;

    /** Whether somebody has been told the numbers of the candidates, so that they have to stay. */
    private boolean numbered;

    /** The best route, and how its next hop is reached; null if there is none. */
    private @Nullable Route best;

    private @Nullable NextHopResolution resolution;

    private SelectionReason reason = SelectionReason.NO_ROUTE;

    private Kind counted = Kind.NOTHING;

    private boolean touched;

    /** What few destinations have. */
    private static final class Further {

        /** The candidates after the first one. Immutable. */
        private List<Route> candidates = List.of();

        /** RFC 7911 §2: by which number each candidate is announced; null as long as that is its place, counted from one. */
        private @Nullable List<Long> pathIds;

        /** The best one first, then its equals; null as long as it has none. */
        private @Nullable Multipath shared;

        boolean isNothing() {
            return candidates.isEmpty() && pathIds == null && shared == null;
        }
    }

    Destination(Prefix prefix) {
        this.prefix = prefix;
    }

    @Override
    public Prefix prefix() {
        return prefix;
    }

    /** Marks it as one to be decided; false if it was already. */
    boolean touch() {
        boolean news = !touched;
        touched = true;
        return news;
    }

    void untouch() {
        touched = false;
    }

    /** What a destination means for the next hops inside it. */
    enum Kind {
        NOTHING,
        FROM_PEERS,
        STARTS_HERE;

        boolean covers() {
            return this != NOTHING;
        }
    }

    /** What the kernel has is for whoever asks the kernel. */
    Kind kind() {
        Kind kind = Kind.NOTHING;
        for (int i = 0; i < size(); i++) {
            switch (candidate(i).source().kind()) {
                case LOCAL -> {
                    return Kind.STARTS_HERE;
                }
                case PEER -> kind = Kind.FROM_PEERS;
                case KERNEL -> {}
            }
        }
        return kind;
    }

    /** The candidate that starts here; null if there is none. */
    @Nullable
    Route startingHere() {
        for (int i = 0; i < size(); i++) {
            if (candidate(i).isOriginated()) {
                return candidate(i);
            }
        }
        return null;
    }

    /** As what it has been counted. */
    Kind counted() {
        return counted;
    }

    void count(Kind kind) {
        counted = kind;
    }

    /** How many candidates there are. */
    int size() {
        return first == null ? 0 : 1 + others().size();
    }

    /** A candidate, by how long it has been here. */
    Route candidate(int index) {
        return index == 0 ? Objects.requireNonNull(first) : others().get(index - 1);
    }

    private List<Route> others() {
        return further == null ? List.of() : further.candidates;
    }

    private Further further() {
        Further there = further == null ? new Further() : further;
        further = there;
        return there;
    }

    /** Adds a route, in the place of the one of the same source and path identifier, which is the result. */
    @Nullable
    Route put(Route route) {
        int index = indexOf(route.source(), route.pathId());
        if (index < 0) {
            add(route);
            return null;
        }
        Route replaced = candidate(index);
        if (index == 0) {
            first = route;
        } else {
            List<Route> changed = new ArrayList<>(others());
            changed.set(index - 1, route);
            further().candidates = List.copyOf(changed);
        }
        return replaced;
    }

    private void add(Route route) {
        if (first == null) {
            first = route;
        } else {
            List<Route> changed = new ArrayList<>(others());
            changed.add(route);
            further().candidates = List.copyOf(changed);
        }
        if (further != null && further.pathIds != null) {
            further.pathIds.add(lowestFree(further.pathIds));
        }
    }

    @Nullable
    Route remove(RouteSource source, long pathId) {
        int index = indexOf(source, pathId);
        if (index < 0) {
            return null;
        }
        if (numbered) {
            forgetNumber(index);
        }
        Route removed = candidate(index);
        if (further == null) {
            first = null;
            return removed;
        }
        List<Route> left = candidates();
        left.remove(index);
        first = left.isEmpty() ? null : left.remove(0);
        further.candidates = List.copyOf(left);
        tidy();
        return removed;
    }

    private void forgetNumber(int index) {
        if (pathIds() == null && index < size() - 1) {
            further().pathIds = places();
        }
        List<Long> numbers = pathIds();
        if (numbers != null) {
            numbers.remove(index);
        }
    }

    private @Nullable List<Long> pathIds() {
        return further == null ? null : further.pathIds;
    }

    private List<Long> places() {
        List<Long> places = new ArrayList<>(size());
        for (long number = 1; number <= size(); number++) {
            places.add(number);
        }
        return places;
    }

    private void tidy() {
        if (further != null && further.isNothing()) {
            further = null;
        }
    }

    /** All candidates by numbers of ours. A number stays as long as the candidate does, whatever becomes of its attributes. */
    List<OfferedPath> paths() {
        numbered = true;
        List<Long> numbers = pathIds();
        List<OfferedPath> paths = new ArrayList<>(size());
        for (int i = 0; i < size(); i++) {
            paths.add(new OfferedPath(numbers == null ? i + 1 : numbers.get(i), candidate(i)));
        }
        return paths;
    }

    private static long lowestFree(List<Long> numbers) {
        BitSet used = new BitSet();
        for (long number : numbers) {
            used.set((int) number);
        }
        return used.nextClearBit(1);
    }

    private int indexOf(RouteSource source, long pathId) {
        for (int i = 0; i < size(); i++) {
            Route candidate = candidate(i);
            if (candidate.pathId() == pathId && source.replaces(candidate.source())) {
                return i;
            }
        }
        return -1;
    }

    boolean uses(IpAddress nextHop) {
        for (int i = 0; i < size(); i++) {
            if (nextHop.equals(candidate(i).recursiveNextHop())) {
                return true;
            }
        }
        return false;
    }

    /** All of them, by how long they have been here, in a list of the caller's own. */
    List<Route> candidates() {
        List<Route> all = new ArrayList<>(size());
        if (first != null) {
            all.add(first);
            all.addAll(others());
        }
        return all;
    }

    @Nullable
    ResolvedRoute best() {
        return best == null || resolution == null ? null : new ResolvedRoute(best, resolution);
    }

    SelectionReason reason() {
        return reason;
    }

    /** What forwarding may use; null if there is no route. */
    @Nullable
    Multipath forwarding() {
        Multipath several = shared();
        if (several != null) {
            return several;
        }
        ResolvedRoute only = best();
        return only == null ? null : Multipath.of(only);
    }

    void nothingLeft() {
        decided(null, SelectionReason.NO_ROUTE, null);
    }

    /** There is one candidate, and nothing to be chosen. */
    void decided(ResolvedRoute only) {
        decided(only, SelectionReason.ONLY_ROUTE, null);
    }

    /** There were several; {@code sharing} gives the object to be kept for what forwarding may use. */
    void decided(Selection selection, UnaryOperator<Multipath> sharing) {
        Multipath several = selection.equal().size() > 1 ? sharing.apply(new Multipath(selection.equal())) : null;
        decided(selection.best(), selection.reason(), several);
    }

    private void decided(@Nullable ResolvedRoute now, SelectionReason why, @Nullable Multipath several) {
        best = now == null ? null : now.route();
        resolution = now == null ? null : now.resolution();
        reason = why;
        if (several != null || further != null) {
            further().shared = several;
            tidy();
        }
    }

    /** Whether forwarding may use the same as at that time. */
    boolean forwardsLike(@Nullable ResolvedRoute formerBest, @Nullable Multipath formerlyShared) {
        boolean sameBest = formerBest == null
                ? best == null
                : formerBest.route().equals(best) && formerBest.resolution().equals(resolution);
        return sameBest && Objects.equals(shared(), formerlyShared);
    }

    /** The best path with its equals; null as long as it has none. */
    @Nullable
    Multipath shared() {
        return further == null ? null : further.shared;
    }
}
