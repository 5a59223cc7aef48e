package io.nightjar.kernel;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.net.PrefixTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All prefixes for which a route is wanted or there, and which of them are to be compared. Owned by the {@code kernel} thread. */
final class Destinations {

    private final PrefixTable<Destination> byPrefix = new PrefixTable<>();
    private final ForeignRoutes foreign = new ForeignRoutes();
    private List<Destination> dirty = new ArrayList<>();
    private int wanted;
    private int wantedIpv6;
    private int installed;

    /** What is known about a prefix, perhaps nothing yet. */
    Destination at(Prefix prefix) {
        Destination known = byPrefix.get(prefix);
        if (known != null) {
            return known;
        }
        Destination unknown = new Destination(prefix);
        byPrefix.put(unknown);
        return unknown;
    }

    /** What is known about a prefix; null if that is nothing. */
    @Nullable
    Destination find(Prefix prefix) {
        return byPrefix.get(prefix);
    }

    void touch(Destination destination) {
        if (!destination.isDirty()) {
            destination.setDirty(true);
            dirty.add(destination);
        }
    }

    void touch(Collection<Prefix> prefixes) {
        prefixes.forEach(prefix -> touch(at(prefix)));
    }

    boolean anyDirty() {
        return !dirty.isEmpty();
    }

    /** What was touched since the last time, in the order of the first touch. */
    List<Destination> takeDirty() {
        List<Destination> taken = dirty;
        dirty = new ArrayList<>();
        taken.forEach(destination -> destination.setDirty(false));
        return taken;
    }

    /** From now on this route is wanted, or none; says whether that is news. */
    boolean want(Destination destination, @Nullable KernelRoute route) {
        int more = (route == null ? 0 : 1) - (destination.hasWanted() ? 1 : 0);
        wanted += more;
        wantedIpv6 += destination.prefix().afi().equals(Afi.IPV6) ? more : 0;
        return destination.want(route);
    }

    void setInstalled(Destination destination, boolean now) {
        if (destination.setInstalled(now)) {
            installed += now ? 1 : -1;
        }
    }

    /** Forgets a destination about which there is nothing to be known. */
    void tidy(Destination destination) {
        if (destination.isVoid() && !destination.isDirty()) {
            setInstalled(destination, false);
            byPrefix.remove(destination.prefix());
        }
    }

    /** The table has been read anew; everything is to be compared. */
    void replacePresent(Collection<KernelRoute> routes) {
        byPrefix.forEach(destination -> {
            destination.forgetPresent();
            touch(destination);
        });
        for (KernelRoute route : routes) {
            Destination destination = at(route.destination());
            destination.append(route);
            touch(destination);
        }
        foreign.clear();
        for (KernelRoute route : routes) {
            if (ForeignRoutes.isInteresting(route)) {
                foreign.update(at(route.destination()));
            }
        }
    }

    /**
     * Takes an addition by somebody else into account.
     *
     * @return false if it cannot be told what the kernel has now
     */
    boolean added(Destination destination, KernelRoute route, KernelEvent.Place place) {
        boolean certain = destination.added(route, place);
        foreign.update(destination);
        return certain;
    }

    /**
     * Takes a removal by somebody else into account.
     *
     * @return false if it cannot be told what the kernel has now
     */
    boolean removed(Destination destination, KernelRoute route) {
        boolean certain = destination.removed(route);
        foreign.update(destination);
        return certain;
    }

    /** Whether any route that is there may go with a link or its addresses. */
    boolean anyMayGoWith(int interfaceIndex) {
        for (Destination destination : byPrefix) {
            if (destination.mayGoWith(interfaceIndex)) {
                return true;
            }
        }
        return false;
    }

    /** How many routes are wanted. */
    int wanted() {
        return wanted;
    }

    /** How many of them are IPv6 routes. */
    int wantedIpv6() {
        return wantedIpv6;
    }

    /** How many of the wanted ones are known to be in the table. */
    int installed() {
        return installed;
    }

    /** All prefixes for which a route of ours is in the table. */
    Stream<Destination> own() {
        return byPrefix.stream()
                .filter(destination -> destination.present().stream().anyMatch(KernelRoute::isOwn));
    }

    /** For each prefix the interesting foreign route with the lowest metric, of usable ones if there are any. */
    PrefixMap<KernelRoute> foreignRoutes(UsableHops usable) {
        return foreign.best(usable);
    }
}
