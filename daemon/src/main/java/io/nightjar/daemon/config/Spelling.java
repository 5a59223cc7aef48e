package io.nightjar.daemon.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant. */
final class Spelling {

    private Spelling() {}

    /** The candidate with the smallest edit distance, if that is at most a third of its length, rounded up. */
    static Optional<String> nearest(String word, Collection<String> candidates) {
        String given = word.toLowerCase(Locale.ROOT).replace('_', '-');
        return candidates.stream()
                .filter(candidate -> distance(given, candidate) <= (candidate.length() + 2) / 3)
                .min(Comparator.<String>comparingInt(candidate -> distance(given, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** How many letters have to be inserted, removed or replaced to make one word of the other. */
    static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(previous[j], row[j - 1]) + 1);
            }
            previous = row;
        }
        return previous[b.length()];
    }
}
