package io.nightjar.kernel;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.net.PrefixTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One prefix: which route is wanted, and which ones the table has, as last seen and corrected by events and by our own writes.
 * Owned by the {@code kernel} thread.
 */
final class Destination implements PrefixTable.Entry {

    private final Prefix prefix;
    private @Nullable RouteAttributes wanted;
    /** What is there, unless that is exactly what is wanted: then this is null, as almost always and for very many. */
    private @Nullable List<KernelRoute> present = List.of();

    private boolean installed;
    private boolean dirty;

    Destination(Prefix prefix) {
        this.prefix = prefix;
    }

    @Override
    public Prefix prefix() {
        return prefix;
    }

    @Nullable
    KernelRoute wanted() {
        return wanted == null ? null : new KernelRoute(prefix, wanted);
    }

    boolean hasWanted() {
        return wanted != null;
    }

    /** Says whether that is news. */
    boolean want(@Nullable KernelRoute route) {
        List<KernelRoute> there = present();
        RouteAttributes before = wanted;
        wanted = route == null ? null : route.attributes();
        setPresent(there);
        return !Objects.equals(wanted, before);
    }

    /** All routes for exactly this prefix, in the kernel's order. */
    List<KernelRoute> present() {
        return present != null ? present : List.of(Objects.requireNonNull(wanted()));
    }

    /** Whether any of them may go with a link or its addresses. */
    boolean mayGoWith(int interfaceIndex) {
        if (present == null) {
            return Objects.requireNonNull(wanted).mayGoWith(interfaceIndex);
        }
        for (int i = 0; i < present.size(); i++) {
            if (present.get(i).attributes().mayGoWith(interfaceIndex)) {
                return true;
            }
        }
        return false;
    }

    private void setPresent(List<KernelRoute> there) {
        present = there.size() == 1 && isWanted(there.get(0)) ? null : there;
    }

    private boolean isWanted(KernelRoute route) {
        return route.attributes().equals(wanted);
    }

    /** Whether the wanted route has been seen in the table and not been missed since. */
    boolean isInstalled() {
        return installed;
    }

    /** Says whether that is news. */
    boolean setInstalled(boolean now) {
        boolean news = installed != now;
        installed = now;
        return news;
    }

    /** Whether it is on the list of what is to be compared. */
    boolean isDirty() {
        return dirty;
    }

    void setDirty(boolean now) {
        dirty = now;
    }

    /** Whether there is nothing to be known about it. */
    boolean isVoid() {
        return wanted == null && present().isEmpty();
    }

    void forgetPresent() {
        present = List.of();
    }

    void append(KernelRoute added) {
        List<KernelRoute> there = present();
        if (there.isEmpty()) {
            present = isWanted(added) ? null : List.of(added);
        } else {
            List<KernelRoute> more = new ArrayList<>(there);
            more.add(added);
            setPresent(List.copyOf(more));
        }
    }

    /**
     * Takes an addition by somebody else into account.
     *
     * @return false if it cannot be told what the kernel has now
     */
    boolean added(KernelRoute route, KernelEvent.Place place) {
        List<KernelRoute> there = present();
        if (there.contains(route)) {
            return true;
        }
        KernelRoute sameKey = firstLike(route, there);
        if (sameKey == null) {
            append(route);
            return true;
        }
        if (prefix.afi().equals(Afi.IPV6)) {
            // IPv6 merges routes with one key into one multipath route, or replaces some of its hops.
            return false;
        }
        List<KernelRoute> now = new ArrayList<>(there);
        int first = now.indexOf(sameKey);
        switch (place) {
            case IN_FRONT -> now.add(first, route);
            case BEHIND -> now.add(route);
            case INSTEAD -> now.set(first, route);
        }
        setPresent(List.copyOf(now));
        return true;
    }

    /** The first one with its key, which is the one that forwards; null if there is none. */
    private static @Nullable KernelRoute firstLike(KernelRoute route, List<KernelRoute> routes) {
        return routes.stream().filter(route::sameKey).findFirst().orElse(null);
    }

    /** Somebody else's route that stands before the wanted one, though with the same key; null if there is none. */
    @Nullable
    KernelRoute shadow() {
        if (present == null || present.size() <= 1 || wanted == null) {
            return null;
        }
        KernelRoute first = firstLike(new KernelRoute(prefix, wanted), present);
        return first == null || first.isOwn() ? null : first;
    }

    /**
     * Takes a removal into account.
     *
     * @return false if it cannot be told what the kernel has now
     */
    boolean removed(KernelRoute route) {
        List<KernelRoute> before = present();
        List<KernelRoute> left = without(before, route);
        setPresent(left);
        boolean known = left.size() < before.size();
        // One of ours that nobody knew of may have gone in the place of another one.
        return known || (!route.isOwn() && left.stream().noneMatch(route::sameKey));
    }

    private static List<KernelRoute> without(List<KernelRoute> routes, KernelRoute gone) {
        if (routes.size() == 1) {
            return routes.contains(gone) ? List.of() : routes;
        }
        return routes.stream().filter(other -> !other.equals(gone)).toList();
    }

    /** Whether the kernel may have deleted another one of ours in the place of this route. */
    boolean hasOther(KernelRoute deleted) {
        List<KernelRoute> left = present();
        // No iterator: asked for each route that goes.
        for (int i = 0; i < left.size(); i++) {
            if (KernelReconciler.mayBeTakenFor(deleted, left.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Takes one of our own writes into account, whose echo is not heard. */
    void applied(RouteOperation operation) {
        if (operation instanceof RouteOperation.Delete delete) {
            removed(delete.route());
            return;
        }
        if (operation instanceof RouteOperation.Replace replace) {
            removed(replace.old());
        }
        if (!present().contains(operation.route())) {
            append(operation.route());
        }
    }
}
