package io.nightjar.daemon.explain;

import io.nightjar.bgp.attribute.ClusterList;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.MultiExitDisc;
import io.nightjar.bgp.attribute.Origin;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.DestinationView;
import io.nightjar.rib.DestinationView.RouteView;
import io.nightjar.rib.decision.SelectionReason;
import io.nightjar.rib.inbound.ImportReason;
import io.nightjar.rib.inbound.ImportVerdict;
import io.nightjar.rib.nexthop.NextHopResolution;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says of each path whether it was taken, whether it was chosen, and where it leads. */
final class PathSteps {

    private final DestinationView destination;

    private PathSteps(DestinationView destination) {
        this.destination = destination;
    }

    /** About the paths to a destination. */
    static List<Step> of(DestinationView destination) {
        PathSteps paths = new PathSteps(destination);
        List<Step> steps = new ArrayList<>();
        destination.routes().forEach(path -> steps.add(imported(path)));
        paths.decision(steps);
        destination.routes().stream()
                .filter(path -> path.best() || path.forwarding())
                .forEach(path -> nextHop(path, steps));
        return steps;
    }

    /** Where a path is from, for people. */
    static String source(Route route) {
        PeerId peer = route.source().peer();
        if (peer == null) {
            return route.source() instanceof RouteSource.Learned ? "the kernel" : "this node";
        }
        return route.nlri().hasPathId() ? peer.name() + " path " + route.nlri().pathId() : peer.name();
    }

    private static Step imported(RouteView path) {
        Route route = path.route();
        ImportVerdict verdict = path.verdict();
        String source = source(route);
        if (route.source() instanceof RouteSource.Learned learned) {
            return Step.of(Code.LEARNED_FROM_KERNEL, source, "the kernel has a route of its own: " + learned);
        }
        if (route.isOriginated()) {
            return Step.of(Code.IMPORT_ACCEPTED, source, "the route that starts here takes part");
        }
        Code code = Code.valueOf(code(verdict.reason()));
        String rule = verdict.origin().isEmpty() ? "" : ": " + verdict.origin();
        String stale = path.stale() ? ", and is kept although it may be wrong" : "";
        return Step.of(code, source, "the path of " + source + " " + words(verdict.reason()) + rule + stale);
    }

    private static String code(ImportReason reason) {
        return "IMPORT_" + reason.name();
    }

    private static String words(ImportReason reason) {
        return switch (reason) {
            case ACCEPTED -> "is accepted";
            case REJECTED_BY_POLICY -> "is rejected by the import policy";
            case OWN_AS_IN_PATH -> "has our own AS in AS_PATH";
            case OWN_ORIGINATOR_ID -> "has our own ORIGINATOR_ID";
            case OWN_CLUSTER_ID_IN_LIST -> "has been through our cluster";
            case ROUTE_LEAK -> "is a route leak by its ONLY_TO_CUSTOMER";
            case NO_NEXT_HOP -> "has no next hop to send packets to";
            case OWN_NEXT_HOP -> "has our own address as next hop";
        };
    }

    private void decision(List<Step> steps) {
        RouteView best = best();
        if (best == null) {
            return;
        }
        for (RouteView path : destination.routes()) {
            SelectionReason step = path.step();
            if (step != null) {
                String source = source(path.route());
                Code code = Code.valueOf("DECIDED_" + step.name());
                String text = path.best()
                        ? chosen(source, step)
                        : "the path of " + source + " lost to that of " + source(best.route()) + " by " + spoken(step)
                                + compared(step, path, best);
                steps.add(Step.of(code, source, text));
            }
        }
    }

    private static String chosen(String source, SelectionReason step) {
        return step == SelectionReason.ONLY_ROUTE
                ? "the path of " + source + " is the only one"
                : "the best path is that of " + source + ", by " + spoken(step);
    }

    private @Nullable RouteView best() {
        return destination.routes().stream().filter(RouteView::best).findFirst().orElse(null);
    }

    private static String spoken(SelectionReason step) {
        return step.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String compared(SelectionReason step, RouteView loser, RouteView winner) {
        String lost = value(step, loser);
        return lost.isEmpty() ? "" : ": " + lost + " against " + value(step, winner);
    }

    private static String value(SelectionReason step, RouteView path) {
        Route route = path.route();
        return switch (step) {
            case SOURCE_PREFERENCE -> String.valueOf(route.source().preference());
            case LOCAL_PREF ->
                String.valueOf(route.attributes()
                        .find(LocalPref.class)
                        .orElse(LocalPref.DEFAULT)
                        .value());
            case AS_PATH_LENGTH -> String.valueOf(route.asPath().length());
            case ORIGIN ->
                route.attributes().find(Origin.class).map(Object::toString).orElse("none");
            case MULTI_EXIT_DISC ->
                route.attributes()
                        .find(MultiExitDisc.class)
                        .map(med -> String.valueOf(med.value()))
                        .orElse("none");
            case INTERIOR_COST -> cost(path.resolution());
            case CLUSTER_LIST_LENGTH ->
                String.valueOf(route.attributes()
                        .find(ClusterList.class)
                        .map(list -> list.clusterIds().size())
                        .orElse(0));
            default -> "";
        };
    }

    private static String cost(@Nullable NextHopResolution resolution) {
        if (!(resolution instanceof NextHopResolution.Via via)) {
            return "none";
        }
        return via.igpMetric() == NextHopResolution.Via.UNKNOWN_METRIC ? "unknown" : String.valueOf(via.igpMetric());
    }

    private static void nextHop(RouteView path, List<Step> steps) {
        Route route = path.route();
        String hop = String.valueOf(route.nextHop());
        NextHopResolution resolution = path.resolution();
        if (route.source() instanceof RouteSource.Learned learned) {
            steps.add(Step.of(Code.NEXT_HOP_OF_KERNEL, learned.interfaceName(), "the kernel knows the way"));
        } else if (route.nextHop() == null) {
            steps.add(Step.of(Code.NEXT_HOP_HERE, "this node", "its packets end on this machine"));
        } else if (resolution instanceof NextHopResolution.Via via) {
            steps.add(reached(hop, via));
        } else if (resolution instanceof NextHopResolution.Unreachable unreachable) {
            steps.add(unreachable(hop, unreachable.reason()));
        }
    }

    private static Step reached(String hop, NextHopResolution.Via via) {
        if (via.interfaceName().isEmpty()) {
            return Step.of(Code.NEXT_HOP_NOT_ASKED, hop, "the next hop " + hop + " is taken as it is");
        }
        String way = hop.equals(String.valueOf(via.gateway()))
                ? "a neighbour on " + via.interfaceName()
                : "reached via " + via.gateway() + " on " + via.interfaceName();
        return Step.of(Code.NEXT_HOP_REACHED, hop, "the next hop " + hop + " is " + way);
    }

    private static Step unreachable(String hop, NextHopResolution.Unreachable.Reason reason) {
        String next = "the next hop " + hop;
        return switch (reason) {
            case NO_ROUTE -> Step.of(Code.NEXT_HOP_NO_ROUTE, hop, "nothing covers " + next);
            case LOCAL_ADDRESS -> Step.of(Code.NEXT_HOP_LOCAL_ADDRESS, hop, next + " is an address of this machine");
            case UNREACHABLE_ROUTE ->
                Step.of(
                        Code.NEXT_HOP_UNREACHABLE_ROUTE,
                        hop,
                        "the route to " + next + " discards, or all its links are down");
            case BGP_ROUTE ->
                Step.of(Code.NEXT_HOP_BGP_ROUTE, hop, next + " is covered by a BGP route, which does not count");
        };
    }
}
