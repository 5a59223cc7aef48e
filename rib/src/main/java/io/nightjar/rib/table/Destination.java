package io.nightjar.rib.table;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.decision.SelectionReason;
import io.nightjar.rib.route.ResolvedRoute;
import io.nightjar.rib.route.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One destination of the Loc-RIB: the routes that take part, and the best one when it was last decided. */
final class Destination {

    private final List<Route> candidates = new ArrayList<>(1);
    private @Nullable ResolvedRoute best;
    private SelectionReason reason = SelectionReason.NO_ROUTE;

    /** Adds a route, in the place of the one of the same source and path identifier, which is the result. */
    @Nullable
    Route put(Route route) {
        int index = indexOf(route.source().peer(), route.nlri().pathId());
        if (index < 0) {
            candidates.add(route);
            return null;
        }
        return candidates.set(index, route);
    }

    @Nullable
    Route remove(@Nullable PeerId peer, long pathId) {
        int index = indexOf(peer, pathId);
        return index < 0 ? null : candidates.remove(index);
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
