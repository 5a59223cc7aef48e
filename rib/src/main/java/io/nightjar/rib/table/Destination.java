package io.nightjar.rib.table;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.net.PrefixTable;
import io.nightjar.rib.Multipath;
import io.nightjar.rib.decision.Selection;
import io.nightjar.rib.decision.SelectionReason;
import io.nightjar.rib.route.ResolvedRoute;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One destination of the Loc-RIB: the routes that take part, and the best one when it was last decided. There are very many of them,
 * mostly with one candidate, so it is kept small.
 */
final class Destination implements PrefixTable.Entry {

    private final Prefix prefix;

    /** Immutable. */
    private List<Route> candidates = List.of();

    /** RFC 7911 §2: by which number each candidate is announced; null as long as that is its place, counted from one. */
    private @Nullable List<Long> pathIds;

    /** Whether somebody has been told these numbers, so that they have to stay. */
    private boolean numbered;

    private @Nullable ResolvedRoute best;

    /** The best one first, then its equals; null as long as it has none. */
    private @Nullable Multipath shared;

    private SelectionReason reason = SelectionReason.NO_ROUTE;

    private Kind counted = Kind.NOTHING;

    private boolean touched;

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
        for (int i = 0; i < candidates.size(); i++) {
            switch (candidates.get(i).source().kind()) {
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
        for (Route candidate : candidates) {
            if (candidate.isOriginated()) {
                return candidate;
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

    /** Adds a route, in the place of the one of the same source and path identifier, which is the result. */
    @Nullable
    Route put(Route route) {
        int index = indexOf(route.source(), route.nlri().pathId());
        if (index < 0) {
            candidates = candidates.isEmpty() ? List.of(route) : with(route);
            if (pathIds != null) {
                pathIds.add(lowestFree(pathIds));
            }
            return null;
        }
        Route replaced = candidates.get(index);
        candidates = candidates.size() == 1 ? List.of(route) : with(index, route);
        return replaced;
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
        Route removed = candidates.get(index);
        candidates = candidates.size() == 1 ? List.of() : without(index);
        return removed;
    }

    private void forgetNumber(int index) {
        if (pathIds == null && index < candidates.size() - 1) {
            pathIds = places();
        }
        if (pathIds != null) {
            pathIds.remove(index);
        }
    }

    private List<Long> places() {
        List<Long> places = new ArrayList<>(candidates.size());
        for (long number = 1; number <= candidates.size(); number++) {
            places.add(number);
        }
        return places;
    }

    private List<Route> with(Route added) {
        List<Route> changed = new ArrayList<>(candidates);
        changed.add(added);
        return List.copyOf(changed);
    }

    private List<Route> with(int index, Route other) {
        List<Route> changed = new ArrayList<>(candidates);
        changed.set(index, other);
        return List.copyOf(changed);
    }

    private List<Route> without(int index) {
        List<Route> changed = new ArrayList<>(candidates);
        changed.remove(index);
        return List.copyOf(changed);
    }

    /** All candidates by numbers of ours. A number stays as long as the candidate does, whatever becomes of its attributes. */
    List<OfferedPath> paths() {
        numbered = true;
        List<OfferedPath> paths = new ArrayList<>(candidates.size());
        for (int i = 0; i < candidates.size(); i++) {
            paths.add(new OfferedPath(pathIds == null ? i + 1 : pathIds.get(i), candidates.get(i)));
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
        for (int i = 0; i < candidates.size(); i++) {
            Route candidate = candidates.get(i);
            if (candidate.nlri().pathId() == pathId && source.replaces(candidate.source())) {
                return i;
            }
        }
        return -1;
    }

    boolean uses(IpAddress nextHop) {
        for (int i = 0; i < candidates.size(); i++) {
            Route candidate = candidates.get(i);
            if (nextHop.equals(candidate.recursiveNextHop())) {
                return true;
            }
        }
        return false;
    }

    List<Route> candidates() {
        return candidates;
    }

    @Nullable
    ResolvedRoute best() {
        return best;
    }

    SelectionReason reason() {
        return reason;
    }

    /** What forwarding may use; null if there is no route. */
    @Nullable
    Multipath forwarding() {
        return shared != null ? shared : best == null ? null : Multipath.of(best);
    }

    void nothingLeft() {
        best = null;
        shared = null;
        reason = SelectionReason.NO_ROUTE;
    }

    /** There is one candidate, and nothing to be chosen. */
    void decided(ResolvedRoute only) {
        best = only;
        shared = null;
        reason = SelectionReason.ONLY_ROUTE;
    }

    void decided(Selection selection) {
        best = selection.best();
        shared = selection.equal().size() > 1 ? new Multipath(selection.equal()) : null;
        reason = selection.reason();
    }

    /** Whether forwarding may use the same as at that time. */
    boolean forwardsLike(@Nullable ResolvedRoute formerBest, @Nullable Multipath formerlyShared) {
        return Objects.equals(best, formerBest) && Objects.equals(shared, formerlyShared);
    }

    /** The best path with its equals; null as long as it has none. */
    @Nullable
    Multipath shared() {
        return shared;
    }
}
