package io.nightjar.rib.engine;

import io.nightjar.bgp.message.Nlri;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The destinations (with path identifiers, if they have any) that a member of an update group has to be told about, each
 * once, with whether the member has a route of this name from us. What it is told is looked up when it is told, so changes coalesce;
 * and there is no mark for what is neither known to the member nor to be told, so the set is bounded by what the member knows and by
 * the table, however much comes and goes. First in, first out.
 */
final class DirtyPrefixes {

    private final Map<Nlri, Mark> marks = new LinkedHashMap<>();

    /** How many marks were made, since the beginning. */
    private long made;

    private record Mark(long number, boolean known) {}

    /** Marks a destination; what the member knew when it was first marked stays. */
    void mark(Nlri nlri, boolean knownToMember) {
        if (!marks.containsKey(nlri)) {
            marks.put(nlri, new Mark(made++, knownToMember));
        }
    }

    /** The member is not to be told of this destination: unless it knows of it, there is nothing to say. */
    void gone(Nlri nlri) {
        Mark mark = marks.get(nlri);
        if (mark != null && !mark.known) {
            marks.remove(nlri);
        }
    }

    /** The same for all of these. */
    void gone(Predicate<Nlri> which) {
        marks.entrySet().removeIf(mark -> !mark.getValue().known && which.test(mark.getKey()));
    }

    boolean isEmpty() {
        return marks.isEmpty();
    }

    int size() {
        return marks.size();
    }

    /** The moment now: {@link #hasReached} it when all that is marked now is not any more. */
    long end() {
        return made;
    }

    /** Whether all that was marked at that moment has been taken out, or is gone. */
    boolean hasReached(long end) {
        return marks.isEmpty() || marks.values().iterator().next().number >= end;
    }

    /** Removes up to {@code limit} destinations, the oldest first: each with whether the member knows of it. */
    Map<Nlri, Boolean> take(int limit) {
        Map<Nlri, Boolean> oldestOnes = new LinkedHashMap<>();
        Iterator<Map.Entry<Nlri, Mark>> oldest = marks.entrySet().iterator();
        while (oldest.hasNext() && oldestOnes.size() < limit) {
            Map.Entry<Nlri, Mark> entry = oldest.next();
            oldestOnes.put(entry.getKey(), entry.getValue().known);
            oldest.remove();
        }
        return oldestOnes;
    }
}
