package io.nightjar.daemon.speaker;

import io.nightjar.kernel.KernelNextHop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The same next hops as one object for all routes over them, since there are few of these and many of those. What is remembered is
 * bounded: where two lists fall on one place, the newer one is. Used by one thread.
 */
final class NextHopLists {

    private static final int PLACES = 512;

    private final List<List<KernelNextHop>> known = new ArrayList<>(Collections.nCopies(PLACES, List.of()));

    /** These, or the ones that equal them and came before. */
    List<KernelNextHop> shared(List<KernelNextHop> hops) {
        int hash = hops.hashCode();
        int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
        List<KernelNextHop> before = known.get(place);
        if (before.equals(hops)) {
            return before;
        }
        known.set(place, hops);
        return hops;
    }
}
