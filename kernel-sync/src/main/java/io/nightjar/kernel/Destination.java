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
    private @Nullable KernelRoute wanted;
    private List<KernelRoute> present = List.of();
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
        return wanted;
    }

    /** Says whether that is news. */
    boolean want(@Nullable KernelRoute route) {
        boolean news = !Objects.equals(route, wanted);
        wanted = route;
        return news;
    }

    /** All routes for exactly this prefix, in the kernel's order. */
    List<KernelRoute> present() {
        return present;
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
        return wanted == null && present.isEmpty();
    }

    void forgetPresent() {
        present = List.of();
    }

    /** What is there as it is wanted is remembered once. */
    void append(KernelRoute added) {
        KernelRoute route = added.equals(wanted) ? wanted : added;
        if (present.isEmpty()) {
            present = List.of(route);
        } else {
            List<KernelRoute> more = new ArrayList<>(present);
            more.add(route);
            present = List.copyOf(more);
        }
    }

    /**
     * Takes an addition by somebody else into account.
     *
     * @return false if it cannot be told what the kernel has now
     */
    boolean added(KernelRoute route, boolean replaces) {
        if (present.contains(route)) {
            return true;
        }
        KernelRoute sameKey =
                present.stream().filter(route::sameKey).findFirst().orElse(null);
        if (sameKey == null) {
            append(route);
            return true;
        }
        if (prefix.afi().equals(Afi.IPV6)) {
            // IPv6 merges routes with one key into one multipath route, or replaces some of its hops.
            return false;
        }
        if (replaces) {
            present = present.stream()
                    .map(other -> other.equals(sameKey) ? route : other)
                    .toList();
        } else {
            append(route);
        }
        return true;
    }

    /**
     * Takes a removal into account.
     *
     * @return false if it cannot be told what the kernel has now
     */
    boolean removed(KernelRoute route) {
        int before = present.size();
        if (before == 1) {
            present = present.contains(route) ? List.of() : present;
        } else {
            present = present.stream().filter(other -> !other.equals(route)).toList();
        }
        boolean known = present.size() < before;
        return known || present.stream().noneMatch(route::sameKey);
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
        if (!present.contains(operation.route())) {
            append(operation.route());
        }
    }
}
