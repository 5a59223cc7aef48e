package io.nightjar.kernel;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Links and what is connected to them: what views have in common that differ in the routes of others alone. An immutable value. */
final class KernelNetwork {

    private final Map<Integer, KernelLink> links;
    private final Map<String, Integer> indexes;
    private final Set<KernelAddress> addresses;
    private final PrefixMap<KernelAddress> connected;
    private final Set<IpAddress> localAddresses;

    /**
     * Made of parts.
     *
     * @param links by index
     * @param addresses of links that are up and not excluded
     * @param unconnected addresses of this machine that connect nothing
     */
    KernelNetwork(Map<Integer, KernelLink> links, Collection<KernelAddress> addresses, Set<IpAddress> unconnected) {
        this.links = Map.copyOf(links);
        this.indexes = links.values().stream()
                .collect(Collectors.toUnmodifiableMap(KernelLink::name, KernelLink::index, (one, other) -> other));
        this.addresses = Set.copyOf(addresses);
        Set<IpAddress> local = new HashSet<>(unconnected);
        Map<Prefix, KernelAddress> networks = new HashMap<>();
        for (KernelAddress address : this.addresses) {
            local.add(address.local());
            if (!AddressScope.isLocalMatter(address.network().address())) {
                networks.merge(address.network(), address, (a, b) -> a.interfaceIndex() <= b.interfaceIndex() ? a : b);
            }
        }
        this.localAddresses = Set.copyOf(local);
        this.connected = PrefixMap.of(networks);
    }

    Map<Integer, KernelLink> links() {
        return links;
    }

    /** The links' indexes by their names. */
    Map<String, Integer> indexes() {
        return indexes;
    }

    Set<KernelAddress> addresses() {
        return addresses;
    }

    /** The prefixes whose hosts are neighbours, each with an address of the link. */
    PrefixMap<KernelAddress> connected() {
        return connected;
    }

    boolean isLocal(IpAddress address) {
        return localAddresses.contains(address);
    }

    /** The links that are others than before, or only were or are there. */
    Set<Integer> linksChangedSince(KernelNetwork before) {
        Set<Integer> changed = new HashSet<>();
        PrefixMap.differences(before.links, links, changed::add);
        return changed;
    }

    /** The networks that are connected otherwise than before, and the addresses that came to this machine or left it. */
    Set<Prefix> prefixesChangedSince(KernelNetwork before) {
        Set<Prefix> changed = new HashSet<>();
        connected.differencesFrom(before.connected, changed::add);
        difference(localAddresses, before.localAddresses, changed);
        difference(before.localAddresses, localAddresses, changed);
        return changed;
    }

    private static void difference(Set<IpAddress> some, Set<IpAddress> others, Set<Prefix> changed) {
        some.stream()
                .filter(address -> !others.contains(address))
                .map(Prefix::host)
                .forEach(changed::add);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof KernelNetwork that
                        && links.equals(that.links)
                        && addresses.equals(that.addresses)
                        && localAddresses.equals(that.localAddresses));
    }

    @Override
    public int hashCode() {
        return links.hashCode() + 31 * addresses.hashCode();
    }

    @Override
    public String toString() {
        return "links " + links.values() + ", connected " + connected.keySet();
    }
}
