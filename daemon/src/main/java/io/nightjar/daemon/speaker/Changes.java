package io.nightjar.daemon.speaker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * What makes one list of the other, where each element has a name that is found again.
 *
 * @param added names that are new
 * @param removed names that are gone, with what they stood for
 * @param restarted what they stand for now, of those whose connection or OPEN is different
 * @param kept what they stand for now, of those where only policies are different, or who dials
 * @param <T> peers, or ranges
 */
record Changes<T>(List<T> added, List<T> removed, List<T> restarted, List<T> kept) {

    Changes {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        restarted = List.copyOf(restarted);
        kept = List.copyOf(kept);
    }

    /**
     * Compares two lists.
     *
     * @param name what an element is found again by
     * @param sameSession whether nothing is different that a connection or an OPEN carries
     */
    static <T> Changes<T> between(
            List<T> running, List<T> wanted, Function<T, Object> name, BiPredicate<T, T> sameSession) {
        Map<Object, T> before = new LinkedHashMap<>();
        running.forEach(element -> before.put(name.apply(element), element));
        List<T> added = new ArrayList<>();
        List<T> restarted = new ArrayList<>();
        List<T> kept = new ArrayList<>();
        for (T element : wanted) {
            T old = before.remove(name.apply(element));
            if (old == null) {
                added.add(element);
            } else if (!sameSession.test(old, element)) {
                restarted.add(element);
            } else if (!old.equals(element)) {
                kept.add(element);
            }
        }
        return new Changes<>(added, List.copyOf(before.values()), restarted, kept);
    }

    boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && restarted.isEmpty() && kept.isEmpty();
    }

    /** How many there are of each kind. */
    @Override
    public String toString() {
        return "+" + added.size() + " -" + removed.size() + " restarted " + restarted.size() + " policies "
                + kept.size();
    }
}
