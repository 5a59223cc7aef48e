package io.nightjar.rib.table;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.decision.SelectionReason;
import io.nightjar.rib.route.ResolvedRoute;
import io.nightjar.rib.route.Route;
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
    private SelectionReason reason = SelectionReason.NO_ROUTE;

    /** Adds a route, in the place of the one of the same source and path identifier, which is the result. */
    @Nullable
    Route put(Route route) {
        int index = indexOf(route.source().peer(), route.nlri().pathId());
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
    Route remove(@Nullable PeerId peer, long pathId) {
        int index = indexOf(peer, pathId);
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

    private int indexOf(@Nullable PeerId peer, long pathId) {
        for (int i = 0; i < candidates.size(); i++) {
            Route candidate = candidates.get(i);
            if (candidate.nlri().pathId() == pathId
                    && Objects.equals(candidate.source().peer(), peer)) {
                return i;
            }
        }
        return -1;
    }

    boolean uses(IpAddress nextHop) {
        for (Route candidate : candidates) {
            if (nextHop.equals(candidate.nextHop())) {
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

    void decided(@Nullable ResolvedRoute chosen, SelectionReason why) {
        best = chosen;
        reason = why;
    }
}
