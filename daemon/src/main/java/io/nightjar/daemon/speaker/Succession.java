package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.DestinationView.RouteView;
import io.nightjar.rib.PeerView;
import io.nightjar.rib.RibView;
import io.nightjar.rib.route.Route;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether peers have taken over from those that leave. A question to the table, on its thread.
 *
 * <p>They have when each of them has announced everything and been told everything (RFC 4724 §2, End-of-RIB), and when every
 * destination that one could reach through the peer that leaves has a route from somebody who stays. End-of-RIB alone would be
 * too early: a reflector sends it when it has announced what it knows by then, and other speakers are only just coming to it.
 */
final class Succession {

    private final RibView view;

    private final Set<PeerId> leaving;

    private Succession(RibView view, Set<PeerId> leaving) {
        this.view = view;
        this.leaving = leaving;
    }

    /**
     * Those who may go.
     *
     * @param successors of each peer that leaves
     */
    static Set<PeerId> replaced(RibView view, Map<PeerId, Set<PeerId>> successors) {
        Succession succession = new Succession(view, successors.keySet());
        return successors.entrySet().stream()
                .filter(entry -> entry.getValue().stream().allMatch(succession::isComplete))
                .map(Map.Entry::getKey)
                .filter(succession::isCovered)
                .collect(Collectors.toSet());
    }

    /** A peer that knows nothing of graceful restart may never send End-of-RIB. */
    private boolean isComplete(PeerId successor) {
        return view.peer(successor)
                .filter(peer -> {
                    Collection<AddressFamily> families = peer.session().codec().families();
                    boolean promises = peer.session().features().gracefulRestart() != null;
                    return told(peer, families)
                            && (!promises || peer.endOfRibReceived().containsAll(families));
                })
                .isPresent();
    }

    private static boolean told(PeerView peer, Collection<AddressFamily> families) {
        return peer.endOfRibSent().containsAll(families) && peer.behind() == 0;
    }

    private boolean isCovered(PeerId leaver) {
        return view.received(leaver).stream()
                .map(Route::prefix)
                .distinct()
                .noneMatch(prefix -> wouldBeLost(prefix, leaver));
    }

    private boolean wouldBeLost(Prefix prefix, PeerId leaver) {
        List<RouteView> usable = view.destination(prefix).stream()
                .flatMap(destination -> destination.routes().stream())
                .filter(Succession::isUsable)
                .toList();
        return usable.stream()
                        .anyMatch(route -> leaver.equals(route.route().source().peer()))
                && usable.stream().noneMatch(this::stays);
    }

    private static boolean isUsable(RouteView route) {
        return route.resolution() != null && route.resolution().reachable();
    }

    private boolean stays(RouteView route) {
        PeerId source = route.route().source().peer();
        return source == null || !leaving.contains(source);
    }
}
