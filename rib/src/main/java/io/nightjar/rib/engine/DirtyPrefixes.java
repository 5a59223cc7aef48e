package io.nightjar.rib.engine;

import io.nightjar.bgp.message.Nlri;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The destinations (with path identifiers, if they have any) that a member of an update group has to be told about, each
 * once, with whether the member has a route of this name from us. What it is told is looked up when it is told, so the set is
 * bounded by the table and coalesces changes. First in, first out.
 */
final class DirtyPrefixes {

    private final Map<Nlri, Boolean> known = new LinkedHashMap<>();
    private long taken;

    /** Marks a destination; what the member knew when it was first marked stays. */
    void mark(Nlri nlri, boolean knownToMember) {
        known.putIfAbsent(nlri, knownToMember);
    }

    boolean isEmpty() {
        return known.isEmpty();
    }

    int size() {
        return known.size();
    }

    /** How many destinations have been taken out, since the beginning. */
    long taken() {
        return taken;
    }

    /** What {@link #taken} will be at least when everything that is marked now has been taken out. */
    long end() {
        return taken + known.size();
    }

    /** Removes up to {@code limit} destinations, the oldest first. */
    Map<Nlri, Boolean> take(int limit) {
        Map<Nlri, Boolean> oldestOnes = new LinkedHashMap<>();
        Iterator<Map.Entry<Nlri, Boolean>> oldest = known.entrySet().iterator();
        while (oldest.hasNext() && oldestOnes.size() < limit) {
            Map.Entry<Nlri, Boolean> entry = oldest.next();
            oldestOnes.put(entry.getKey(), entry.getValue());
            oldest.remove();
        }
        taken += oldestOnes.size();
        return oldestOnes;
    }
}
