package io.nightjar.kernel;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The prefixes whose route is a predecessor's and stays as it is for now. Owned by the {@code kernel} thread.
 *
 * <p>Such a route may have been the best of all peers, and only some of them have spoken yet. So what a peer announces takes
 * its place when that peer has announced everything, and not before; what starts here, at once. A route that nobody announces
 * stays until the {@link #sweep}. Where the predecessor's route is gone, there is nothing to wait for. Prefixes are adopted
 * once, at the first look.
 *
 * <p>The index by announcer holds adopted prefixes only, so that the end of one announcer costs no more than what depends on it.
 */
final class AdoptedRoutes {

    private enum Phase {
        /** Nobody has looked yet: only what was decided is known. */
        BEFORE,
        KEEPING,
        SWEPT
    }

    private final Set<Prefix> prefixes = new HashSet<>();
    private final Set<Prefix> decided = new HashSet<>();
    private final Map<Prefix, Announcer> announcers = new HashMap<>();
    private final Map<Announcer, Set<Prefix>> announced = new HashMap<>();
    private final Set<Announcer> complete = new HashSet<>();
    private Phase phase = Phase.BEFORE;

    /** These prefixes have a route of ours at the first look; later looks adopt nothing. */
    void adopt(Stream<Prefix> found) {
        if (phase != Phase.BEFORE) {
            return;
        }
        phase = Phase.KEEPING;
        found.forEach(prefixes::add);
        prefixes.removeAll(decided);
        decided.clear();
        List.copyOf(announcers.keySet()).stream()
                .filter(prefix -> !prefixes.contains(prefix))
                .forEach(this::forget);
    }

    /**
     * A route for this prefix is wanted from now on.
     *
     * @param peer who announced it; null if it starts here
     */
    void announced(Prefix prefix, @Nullable PeerId peer) {
        if (isSettled(prefix)) {
            return;
        }
        forget(prefix);
        Announcer announcer = peer == null ? null : new Announcer(peer, AddressFamily.unicast(prefix.afi()));
        if (announcer == null || complete.contains(announcer)) {
            settle(prefix);
        } else {
            decided.remove(prefix);
            announcers.put(prefix, announcer);
            announced.computeIfAbsent(announcer, unknown -> new HashSet<>()).add(prefix);
        }
    }

    /** Nobody wants a route for this prefix any more. */
    void withdrawn(Prefix prefix) {
        forget(prefix);
    }

    /**
     * All that this announcer has was announced before, or is not waited for any longer.
     *
     * @return the prefixes that are not kept any more
     */
    Set<Prefix> complete(Announcer announcer) {
        if (phase == Phase.SWEPT) {
            return Set.of();
        }
        complete.add(announcer);
        Set<Prefix> released = Set.copyOf(announced.getOrDefault(announcer, Set.of()));
        released.forEach(prefix -> {
            forget(prefix);
            settle(prefix);
        });
        return released;
    }

    /**
     * Nobody is waited for any longer.
     *
     * @return the prefixes that are not kept any more
     */
    Set<Prefix> sweep() {
        Set<Prefix> released = Set.copyOf(prefixes);
        phase = Phase.SWEPT;
        prefixes.clear();
        decided.clear();
        announcers.clear();
        announced.clear();
        complete.clear();
        return released;
    }

    /** Whether the route of ours that is there has to stay; where there is none, there is nothing to be kept any more. */
    boolean keeps(Prefix prefix, List<KernelRoute> present) {
        if (!prefixes.contains(prefix)) {
            return false;
        }
        if (present.stream().anyMatch(KernelRoute::isOwn)) {
            return true;
        }
        forget(prefix);
        settle(prefix);
        return false;
    }

    /** Whether a predecessor's route stays there for now. */
    boolean has(Prefix prefix) {
        return prefixes.contains(prefix);
    }

    /** How many prefixes are kept. */
    int size() {
        return prefixes.size();
    }

    private boolean isSettled(Prefix prefix) {
        return phase == Phase.SWEPT || (phase == Phase.KEEPING && !prefixes.contains(prefix));
    }

    private void settle(Prefix prefix) {
        if (phase == Phase.BEFORE) {
            decided.add(prefix);
        } else {
            prefixes.remove(prefix);
        }
    }

    private void forget(Prefix prefix) {
        Announcer announcer = announcers.remove(prefix);
        if (announcer != null) {
            announced.computeIfPresent(announcer, (who, left) -> left.remove(prefix) && left.isEmpty() ? null : left);
        }
    }
}
