package io.nightjar.kernel;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel knows that we have not told it: links, the prefixes connected to them, and the routes of others. An
 * immutable value, which shares with the one before what has not changed.
 *
 * <p>Next hops are resolved as BIRD does: by the longest match among connected prefixes and foreign routes, without a
 * second try at a shorter one and without looking up a gateway in turn.
 */
public final class KernelView {

    /** Before anything is known: nothing can be reached. */
    public static final KernelView EMPTY = new KernelView(Map.of(), Set.of(), Map.of());

    private final KernelNetwork network;
    private final PrefixMap<KernelRoute> foreignRoutes;

    /**
     * Made of parts.
     *
     * @param links by index
     * @param addresses of links that are up and not excluded
     * @param foreignRoutes the best route of others for each prefix
     */
    public KernelView(
            Map<Integer, KernelLink> links,
            Collection<KernelAddress> addresses,
            Map<Prefix, KernelRoute> foreignRoutes) {
        this(new KernelNetwork(links, addresses, Set.of()), PrefixMap.of(foreignRoutes));
    }

    /** The parts, which may be those of other views as well. */
    KernelView(KernelNetwork network, PrefixMap<KernelRoute> foreignRoutes) {
        this.network = network;
        this.foreignRoutes = foreignRoutes;
    }

    /** All links by their index. */
    public Map<Integer, KernelLink> links() {
        return network.links();
    }

    /** The index of each link by its name. */
    public Map<String, Integer> indexes() {
        return network.indexes();
    }

    /** The addresses of links that are up and not excluded. */
    public Set<KernelAddress> addresses() {
        return network.addresses();
    }

    /**
     * For each prefix the route with the lowest metric that somebody else than the kernel or us has written; one over which no packet
     * can leave only where there is no other.
     */
    public Map<Prefix, KernelRoute> foreignRoutes() {
        return foreignRoutes;
    }

    /** The prefixes whose hosts are neighbours, each with an address of the link. */
    public Map<Prefix, KernelAddress> connected() {
        return network.connected();
    }

    /**
     * Where this view may say something else than an earlier one: an address with another {@link #match} is inside one of these prefixes,
     * and they are all to which there is another route or neighbourhood, or the same over links that have changed. What both views share is
     * not looked at.
     */
    public Set<Prefix> changedSince(KernelView before) {
        Set<Prefix> changed = new HashSet<>();
        foreignRoutes.differencesFrom(before.foreignRoutes, changed::add);
        if (!network.equals(before.network)) {
            changed.addAll(network.prefixesChangedSince(before.network));
            Set<Integer> links = network.linksChangedSince(before.network);
            if (!links.isEmpty()) {
                changed.addAll(over(links));
            }
        }
        return changed;
    }

    /** Looked for: links change far less often than routes, and an index of these would have to be kept for that alone. */
    private List<Prefix> over(Set<Integer> links) {
        List<Prefix> found = new ArrayList<>();
        connected().forEach((prefix, address) -> {
            if (links.contains(address.interfaceIndex())) {
                found.add(prefix);
            }
        });
        foreignRoutes.forEach((prefix, route) -> {
            if (route.nextHops().stream().anyMatch(hop -> links.contains(hop.interfaceIndex()))) {
                found.add(prefix);
            }
        });
        return found;
    }

    /**
     * What the longest match says.
     *
     * @param reachability of the next hop
     * @param length of the prefix that matched; -1 if none did, and the longest for an address of this machine
     * @param connected whether the next hop is a neighbour because of that prefix, or this machine itself
     */
    public record Match(Reachability reachability, int length, boolean connected) {}

    /** How a packet to {@code nextHop} would leave this machine (RFC 4271 §9.1.2.1). */
    public Reachability resolve(IpAddress nextHop) {
        return match(nextHop).reachability();
    }

    /** The same, with what it is known by. */
    public Match match(IpAddress nextHop) {
        if (network.isLocal(nextHop)) {
            Reachability local = new Reachability.Unreachable(Reachability.Reason.LOCAL_ADDRESS);
            return new Match(local, nextHop.bitLength(), true);
        }
        for (int length = nextHop.bitLength(); length >= 0; length--) {
            Match found = hasLength(nextHop.afi(), length) ? at(new Prefix(nextHop, length), nextHop) : null;
            if (found != null) {
                return found;
            }
        }
        return new Match(new Reachability.Unreachable(Reachability.Reason.NO_ROUTE), -1, false);
    }

    private boolean hasLength(Afi afi, int length) {
        return network.connected().hasLength(afi, length) || foreignRoutes.hasLength(afi, length);
    }

    private @Nullable Match at(Prefix prefix, IpAddress nextHop) {
        KernelAddress neighbourhood = network.connected().get(prefix);
        if (neighbourhood != null) {
            KernelLink link = links().get(neighbourhood.interfaceIndex());
            if (link != null) {
                Reachability via = new Reachability.Via(nextHop, link.name(), link.index(), 0);
                return new Match(via, prefix.length(), true);
            }
        }
        KernelRoute foreign = foreignRoutes.get(prefix);
        return foreign == null ? null : new Match(along(foreign, nextHop), prefix.length(), false);
    }

    private Reachability along(KernelRoute route, IpAddress nextHop) {
        for (KernelNextHop hop : route.nextHops()) {
            KernelLink link = links().get(hop.interfaceIndex());
            if (link != null && link.up()) {
                return along(hop, link, nextHop);
            }
        }
        return new Reachability.Unreachable(Reachability.Reason.UNREACHABLE_ROUTE);
    }

    private static Reachability along(KernelNextHop hop, KernelLink link, IpAddress nextHop) {
        IpAddress gateway = hop.gateway();
        return gateway == null
                ? new Reachability.Via(nextHop, link.name(), link.index(), 0)
                : new Reachability.Via(gateway, link.name(), link.index(), Reachability.UNKNOWN_METRIC, hop.onlink());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KernelView view
                && network.equals(view.network)
                && foreignRoutes.equals(view.foreignRoutes);
    }

    @Override
    public int hashCode() {
        return network.hashCode() + 31 * foreignRoutes.hashCode();
    }

    @Override
    public String toString() {
        return network + ", foreign " + foreignRoutes.values();
    }
}
