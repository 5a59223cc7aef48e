package io.nightjar.rib.table;

import io.nightjar.bgp.net.IpAddress;
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

/** One destination of the Loc-RIB: the routes that take part, and the best one when it was last decided. */
final class Destination {

    private final List<Route> candidates = new ArrayList<>(1);

    /** RFC 7911 §2: by which number each candidate is announced; null as long as nobody is told more than the best one. */
    private @Nullable List<Long> pathIds;

    private @Nullable ResolvedRoute best;

    /** The best one first, then its equals; null as long as it has none. */
    private @Nullable Multipath shared;

    private SelectionReason reason = SelectionReason.NO_ROUTE;

    private Kind counted = Kind.NOTHING;

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
        for (Route candidate : candidates) {
            switch (candidate.source().kind()) {
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
            candidates.add(route);
            if (pathIds != null) {
                pathIds.add(lowestFree(pathIds));
            }
            return null;
        }
        return candidates.set(index, route);
    }

    @Nullable
    Route remove(RouteSource source, long pathId) {
        int index = indexOf(source, pathId);
        if (index < 0) {
            return null;
        }
        if (pathIds != null) {
            pathIds.remove(index);
        }
        return candidates.remove(index);
    }

    /** All candidates by numbers of ours. A number stays as long as the candidate does, whatever becomes of its attributes. */
    List<OfferedPath> paths() {
        List<Long> numbers = pathIds;
        if (numbers == null) {
            numbers = new ArrayList<>(candidates.size());
            for (long number = 1; number <= candidates.size(); number++) {
                numbers.add(number);
            }
            pathIds = numbers;
        }
        List<OfferedPath> paths = new ArrayList<>(candidates.size());
        for (int i = 0; i < candidates.size(); i++) {
            paths.add(new OfferedPath(numbers.get(i), candidates.get(i)));
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
        for (Route candidate : candidates) {
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
