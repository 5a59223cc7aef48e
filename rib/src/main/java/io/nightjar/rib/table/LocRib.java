package io.nightjar.rib.table;

import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.net.PrefixTable;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.BestPathChange;
import io.nightjar.rib.Multipath;
import io.nightjar.rib.TableSize;
import io.nightjar.rib.decision.DecisionProcess;
import io.nightjar.rib.decision.Selection;
import io.nightjar.rib.nexthop.NextHopResolution;
import io.nightjar.rib.nexthop.NextHopResolver;
import io.nightjar.rib.policy.RouteDevices;
import io.nightjar.rib.route.ResolvedRoute;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The Loc-RIB (RFC 4271 §3.2) with the routes that it was chosen from. Changes only mark destinations; {@link #decide}
 * runs the decision process once for each of them, however often they changed.
 */
public final class LocRib {

    private final PrefixTable<Destination> destinations = new PrefixTable<>();
    private final List<Destination> touched = new ArrayList<>();
    private final PeerCounts bestPerPeer = new PeerCounts();
    private final RouteTally tally = new RouteTally();
    private final Coverage coverage;
    private final NextHops nextHops;
    private final UnaryOperator<Multipath> sharing;

    /** An empty table that asks {@code resolver} about next hops. */
    public LocRib(NextHopResolver resolver) {
        this(resolver, UnaryOperator.identity());
    }

    /** The same, with {@link Sharing#paths}. */
    public LocRib(NextHopResolver resolver, UnaryOperator<Multipath> sharing) {
        this.sharing = sharing;
        this.coverage = new Coverage(destinations, resolver);
        this.nextHops = new NextHops(resolver, coverage);
    }

    /** An acceptable route is there, or is another one than before. */
    public void put(Route route) {
        Destination destination = destinations.get(route.prefix());
        if (destination == null) {
            destination = new Destination(route.prefix());
            destinations.put(destination);
        }
        IpAddress nextHop = route.recursiveNextHop();
        boolean isNew = nextHop != null && !destination.uses(nextHop);
        int before = destination.size();
        Route replaced = destination.put(route);
        if (route.equals(replaced)) {
            return;
        }
        tally(destination, before);
        if (nextHop != null && isNew) {
            nextHops.use(nextHop, destination);
        }
        release(destination, replaced);
        touch(destination);
    }

    /** A route of {@code source} is gone, if there was one. */
    public void remove(Nlri nlri, RouteSource source) {
        Destination destination = destinations.get(nlri.prefix());
        int before = destination == null ? 0 : destination.size();
        Route removed = destination == null ? null : destination.remove(source, nlri.pathId());
        if (destination != null && removed != null) {
            tally(destination, before);
            release(destination, removed);
            touch(destination);
        }
    }

    private void tally(Destination destination, int before) {
        tally.changed(destination.prefix().afi(), before, destination.size());
    }

    private void release(Destination destination, @Nullable Route gone) {
        IpAddress nextHop = gone == null ? null : gone.recursiveNextHop();
        if (nextHop != null && !destination.uses(nextHop)) {
            nextHops.release(nextHop, destination);
        }
    }

    private void touch(Destination destination) {
        if (destination.touch()) {
            touched.add(destination);
        }
    }

    /**
     * Reachability changed inside some prefixes: touches the destinations that it makes a difference to. What a route that starts here
     * means for next hops depends on its gateway, which is a next hop in use: the destination is touched, and that has those inside it
     * asked about ({@link #touchDependents}).
     */
    public void replaceResolver(NextHopResolver resolver, Collection<Prefix> inside) {
        coverage.replaceResolver(resolver);
        nextHops.replaceResolver(resolver, inside, this::touch);
    }

    /** The destinations that {@link #decide} will look at. */
    public List<Prefix> touched() {
        touchDependents();
        return touched.stream().map(Destination::prefix).toList();
    }

    /** Decides all touched destinations, and says which best paths are other ones now. */
    public List<BestPathChange> decide() {
        touchDependents();
        List<BestPathChange> changes = new ArrayList<>(touched.size());
        for (Destination destination : touched) {
            destination.untouch();
            decide(destination, changes);
        }
        touched.clear();
        return Collections.unmodifiableList(changes);
    }

    /** A next hop inside a destination depends on what that is, though not on how it was decided. */
    private void touchDependents() {
        List<Prefix> changed = new ArrayList<>();
        for (Destination destination : touched) {
            if (coverage.recount(destination)) {
                changed.add(destination.prefix());
            }
        }
        Consumer<Destination> touch = this::touch;
        changed.forEach(prefix -> nextHops.askInside(prefix, touch));
    }

    private void decide(Destination destination, List<BestPathChange> changes) {
        ResolvedRoute before = destination.best();
        Multipath shared = destination.shared();
        ResolvedRoute now = choose(destination);
        if (!destination.forwardsLike(before, shared)) {
            count(before, now);
            changes.add(
                    new BestPathChange(destination.prefix(), before, now, destination.reason(), destination.shared()));
        }
    }

    private @Nullable ResolvedRoute choose(Destination destination) {
        switch (destination.size()) {
            case 0 -> {
                destinations.remove(destination.prefix());
                destination.nothingLeft();
                return null;
            }
            case 1 -> {
                ResolvedRoute only = resolve(destination.candidate(0));
                destination.decided(only);
                return only;
            }
            default -> {
                Selection selection = DecisionProcess.select(resolve(destination.candidates()));
                destination.decided(selection, sharing);
                return selection.best();
            }
        }
    }

    private List<ResolvedRoute> resolve(List<Route> candidates) {
        List<ResolvedRoute> resolved = new ArrayList<>(candidates.size());
        for (Route route : candidates) {
            resolved.add(resolve(route));
        }
        return resolved;
    }

    /** Through which device the packets of a route leave now; empty when there is none. */
    public String device(Route route) {
        IpAddress nextHop = route.recursiveNextHop();
        if (nextHop == null) {
            return RouteDevices.OF_THE_KERNEL.of(route);
        }
        return nextHops.look(nextHop).to(route) instanceof NextHopResolution.Via via ? via.interfaceName() : "";
    }

    private ResolvedRoute resolve(Route route) {
        IpAddress nextHop = route.recursiveNextHop();
        return nextHop == null
                ? ResolvedRoute.known(route)
                : new ResolvedRoute(route, nextHops.answer(nextHop).to(route));
    }

    private void count(@Nullable ResolvedRoute before, @Nullable ResolvedRoute now) {
        PeerId former = before == null ? null : before.route().source().peer();
        PeerId current = now == null ? null : now.route().source().peer();
        if (!Objects.equals(former, current)) {
            count(former, -1);
            count(current, 1);
        }
    }

    private void count(@Nullable PeerId peer, int change) {
        if (peer != null) {
            bestPerPeer.add(peer, change);
        }
    }

    /** How many best paths came from {@code peer}. */
    public int bestPathsOf(PeerId peer) {
        return bestPerPeer.of(peer);
    }

    /** The best path as last decided; null if there is none. */
    public @Nullable ResolvedRoute best(Prefix prefix) {
        Destination destination = destinations.get(prefix);
        return destination == null ? null : destination.best();
    }

    /** All routes to a destination that take part in the decision, with path identifiers of ours (RFC 7911 §2). */
    public List<OfferedPath> paths(Prefix prefix) {
        Destination destination = destinations.get(prefix);
        return destination == null ? List.of() : destination.paths();
    }

    /** Calls {@code action} with each best path, in no order. */
    public void forEachBest(Consumer<ResolvedRoute> action) {
        for (Destination destination : destinations) {
            ResolvedRoute best = destination.best();
            if (best != null) {
                action.accept(best);
            }
        }
    }

    /** Calls {@code action} with what forwarding may use for each destination, in no order. */
    public void forEachForwarding(Consumer<Multipath> action) {
        for (Destination destination : destinations) {
            Multipath forwarding = destination.forwarding();
            if (forwarding != null) {
                action.accept(forwarding);
            }
        }
    }

    /** The decision about a destination with all its losers; null if there is no route. Only for people: it decides anew. */
    public @Nullable Selection explain(Prefix prefix) {
        Destination destination = destinations.get(prefix);
        return destination == null || destination.size() == 0
                ? null
                : DecisionProcess.select(resolve(destination.candidates()));
    }

    /** All destinations, in no order. */
    public Stream<Prefix> prefixes() {
        return destinations.stream().map(Destination::prefix);
    }

    /** How much there is of a family. */
    public TableSize size(Afi afi) {
        return tally.size(afi);
    }

    /** How many different next hops are in use. */
    public int nextHopsInUse() {
        return nextHops.size();
    }
}
