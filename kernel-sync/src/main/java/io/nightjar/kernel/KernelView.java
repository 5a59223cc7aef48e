package io.nightjar.kernel;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel knows that we have not told it: links, the prefixes connected to them, and the routes of others. An
 * immutable value.
 *
 * <p>Next hops are resolved as BIRD does: by the longest match among connected prefixes and foreign routes, without a
 * second try at a shorter one and without looking up a gateway in turn.
 */
public final class KernelView {

    /** Before anything is known: nothing can be reached. */
    public static final KernelView EMPTY = new KernelView(Map.of(), Set.of(), Map.of());

    private final Map<Integer, KernelLink> links;
    private final Set<KernelAddress> addresses;
    private final Map<Prefix, KernelRoute> foreignRoutes;
    private final Map<Prefix, KernelAddress> connected = new HashMap<>();
    private final Set<IpAddress> localAddresses = new HashSet<>();
    private final BitSet ipv4Lengths = new BitSet(33);
    private final BitSet ipv6Lengths = new BitSet(129);

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
        this(links, addresses, Set.of(), foreignRoutes);
    }

    /**
     * Made of parts.
     *
     * @param links by index
     * @param addresses of links that are up and not excluded
     * @param unconnected addresses of this machine that connect nothing
     * @param foreignRoutes the best route of others for each prefix
     */
    public KernelView(
            Map<Integer, KernelLink> links,
            Collection<KernelAddress> addresses,
            Set<IpAddress> unconnected,
            Map<Prefix, KernelRoute> foreignRoutes) {
        this.links = Map.copyOf(links);
        this.addresses = Set.copyOf(addresses);
        this.foreignRoutes = Map.copyOf(foreignRoutes);
        this.localAddresses.addAll(unconnected);
        this.addresses.forEach(this::connect);
        connected.keySet().forEach(this::rememberLength);
        foreignRoutes.keySet().forEach(this::rememberLength);
    }

    private void connect(KernelAddress address) {
        localAddresses.add(address.local());
        if (!AddressScope.isLocalMatter(address.network().address())) {
            connected.merge(address.network(), address, (a, b) -> a.interfaceIndex() <= b.interfaceIndex() ? a : b);
        }
    }

    private void rememberLength(Prefix prefix) {
        lengths(prefix.afi()).set(prefix.length());
    }

    private BitSet lengths(Afi afi) {
        return afi.equals(Afi.IPV4) ? ipv4Lengths : ipv6Lengths;
    }

    /** All links by their index. */
    public Map<Integer, KernelLink> links() {
        return links;
    }

    /** The addresses of links that are up and not excluded. */
    public Set<KernelAddress> addresses() {
        return addresses;
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
        return Collections.unmodifiableMap(connected);
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
        if (localAddresses.contains(nextHop)) {
            Reachability local = new Reachability.Unreachable(Reachability.Reason.LOCAL_ADDRESS);
            return new Match(local, nextHop.bitLength(), true);
        }
        BitSet lengths = lengths(nextHop.afi());
        for (int length = lengths.length() - 1; length >= 0; length = lengths.previousSetBit(length - 1)) {
            Match found = at(new Prefix(nextHop, length), nextHop);
            if (found != null) {
                return found;
            }
        }
        return new Match(new Reachability.Unreachable(Reachability.Reason.NO_ROUTE), -1, false);
    }

    private @Nullable Match at(Prefix prefix, IpAddress nextHop) {
        KernelAddress neighbourhood = connected.get(prefix);
        if (neighbourhood != null) {
            KernelLink link = links.get(neighbourhood.interfaceIndex());
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
            KernelLink link = links.get(hop.interfaceIndex());
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
                && links.equals(view.links)
                && addresses.equals(view.addresses)
                && localAddresses.equals(view.localAddresses)
                && foreignRoutes.equals(view.foreignRoutes);
    }

    @Override
    public int hashCode() {
        return links.hashCode() + 31 * (addresses.hashCode() + 31 * foreignRoutes.hashCode());
    }

    @Override
    public String toString() {
        return "links " + links.values() + ", connected " + connected.keySet() + ", foreign " + foreignRoutes.values();
    }
}
