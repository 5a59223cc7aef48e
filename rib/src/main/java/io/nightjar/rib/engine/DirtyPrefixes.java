package io.nightjar.rib.engine;

import io.nightjar.bgp.net.Prefix;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The destinations that a member of an update group has to be told about, each once, with whether the member has a route
 * to it from us. What it is told is looked up when it is told, so the set is bounded by the table and coalesces changes.
 */
final class DirtyPrefixes {

    private final Map<Prefix, Boolean> known = new LinkedHashMap<>();

    /** Marks a destination; what the member knew when it was first marked stays. */
    void mark(Prefix prefix, boolean knownToMember) {
        known.putIfAbsent(prefix, knownToMember);
    }

    boolean isEmpty() {
        return known.isEmpty();
    }

    int size() {
        return known.size();
    }

    /** Removes up to {@code limit} destinations, the oldest first. */
    Map<Prefix, Boolean> take(int limit) {
        Map<Prefix, Boolean> taken = new LinkedHashMap<>();
        Iterator<Map.Entry<Prefix, Boolean>> oldest = known.entrySet().iterator();
        while (oldest.hasNext() && taken.size() < limit) {
            Map.Entry<Prefix, Boolean> entry = oldest.next();
            taken.put(entry.getKey(), entry.getValue());
            oldest.remove();
        }
        return taken;
    }
}
