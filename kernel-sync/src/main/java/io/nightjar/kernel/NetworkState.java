package io.nightjar.kernel;

import io.nightjar.bgp.net.IpAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Links and addresses as last heard of. Owned by the {@code kernel} thread.
 *
 * <p>What an excluded interface has connects nothing, but it is this machine's own, and the kernel drops routes when it goes.
 */
final class NetworkState {

    /** What an event has changed, in rising order of consequence. */
    enum Effect {
        /** Nothing that matters. */
        NONE,
        /** Something that a view shows. */
        VISIBLE,
        /** The kernel drops routes in silence when this happens: the table has to be read again. */
        ROUTES_MAY_BE_GONE,
        /** What a link has counts now, or does not any more: everything has to be read again. */
        UNKNOWN
    }

    private final InterfacePatterns unread;
    private InterfacePatterns excluded;
    private Map<Integer, KernelLink> links = new HashMap<>();
    private Set<KernelAddress> addresses = new HashSet<>();
    /** What views show of it; null if that has changed since the last one. */
    private @Nullable KernelNetwork shown;

    NetworkState(KernelSyncSettings settings) {
        this.unread = settings.unread();
        this.excluded = settings.excluded();
    }

    /** Says whether that makes a difference. */
    boolean exclude(InterfacePatterns patterns) {
        boolean different = !patterns.equals(excluded);
        excluded = patterns;
        return changed(different);
    }

    /** Says whether that makes a difference. */
    boolean replaceAll(List<KernelLink> newLinks, List<KernelAddress> newAddresses) {
        Map<Integer, KernelLink> oldLinks = links;
        Set<KernelAddress> oldAddresses = addresses;
        links = newLinks.stream()
                .collect(Collectors.toMap(KernelLink::index, Function.identity(), (a, b) -> b, HashMap::new));
        addresses = newAddresses.stream()
                .filter(address -> !isUnread(address))
                .collect(Collectors.toCollection(HashSet::new));
        return changed(!links.equals(oldLinks) || !addresses.equals(oldAddresses));
    }

    private boolean changed(boolean visibly) {
        if (visibly) {
            shown = null;
        }
        return visibly;
    }

    Effect linkChanged(KernelLink link) {
        KernelLink before = links.put(link.index(), link);
        if (!changed(!link.equals(before))) {
            return Effect.NONE;
        }
        boolean wentDown = before != null && before.up() && !link.up();
        boolean renamed = before != null && !before.name().equals(link.name());
        if (renamed) {
            return Effect.UNKNOWN;
        }
        return wentDown ? Effect.ROUTES_MAY_BE_GONE : Effect.VISIBLE;
    }

    Effect linkRemoved(int index) {
        addresses.removeIf(address -> address.interfaceIndex() == index);
        return changed(links.remove(index) != null) ? Effect.ROUTES_MAY_BE_GONE : Effect.NONE;
    }

    Effect addressAdded(KernelAddress address) {
        boolean visible = !isUnread(address) && addresses.add(address) && isVisible(address);
        return changed(visible) ? Effect.VISIBLE : Effect.NONE;
    }

    Effect addressRemoved(KernelAddress address) {
        boolean visible = addresses.remove(address) && isVisible(address);
        return changed(visible) ? Effect.ROUTES_MAY_BE_GONE : Effect.NONE;
    }

    private boolean isUnread(KernelAddress address) {
        KernelLink link = links.get(address.interfaceIndex());
        return link != null && unread.matches(link.name());
    }

    private boolean isExcluded(KernelAddress address) {
        KernelLink link = links.get(address.interfaceIndex());
        return link != null && excluded.matches(link.name());
    }

    /** Of what means something on its link alone, the many that workloads' interfaces have are no news. */
    private boolean isVisible(KernelAddress address) {
        return !AddressScope.isOfOneLink(address.local()) || !isExcluded(address);
    }

    /** The interface's name, or its number if it is not known. */
    String nameOf(int interfaceIndex) {
        KernelLink link = links.get(interfaceIndex);
        return link == null ? "#" + interfaceIndex : link.name();
    }

    /** Which link keeps the kernel from taking this route, as it takes none that has a next hop over one that is not up; null if none. */
    @Nullable
    String obstacle(KernelRoute route) {
        List<KernelNextHop> hops = route.nextHops();
        // No iterator: asked for each route.
        for (int i = 0; i < hops.size(); i++) {
            int index = hops.get(i).interfaceIndex();
            KernelLink link = links.get(index);
            if (index != 0 && (link == null || !link.up())) {
                return nameOf(index) + (link == null ? " is not there" : " is down");
            }
        }
        return null;
    }

    KernelView view(Destinations routes) {
        KernelNetwork network = shown == null ? network() : shown;
        shown = network;
        return new KernelView(network, routes.foreignRoutes(new UsableHops(network.links())));
    }

    private KernelNetwork network() {
        List<KernelAddress> usable = new ArrayList<>();
        Set<IpAddress> others = new HashSet<>();
        for (KernelAddress address : addresses) {
            if (!isUp(address) || isUnread(address) || !isVisible(address)) {
                continue;
            }
            if (isExcluded(address)) {
                others.add(address.local());
            } else {
                usable.add(address);
            }
        }
        return new KernelNetwork(links, usable, others);
    }

    private boolean isUp(KernelAddress address) {
        KernelLink link = links.get(address.interfaceIndex());
        return link != null && link.up();
    }
}
