package io.nightjar.calico.lint;

import java.util.Comparator;
import java.util.Locale;

/**
 * Something about an object.
 *
 * @param key where it is in the datastore
 * @param severity how bad it is
 * @param text a sentence without its full stop
 */
public record Finding(String key, Severity severity, String text) implements Comparable<Finding> {

    private static final Comparator<Finding> ORDER =
            Comparator.comparing(Finding::key).thenComparing(Finding::severity).thenComparing(Finding::text);

    /** How bad something is. */
    public enum Severity {
        /** The object, or what it asks for, has no effect as a whole. */
        UNUSABLE,
        /** It has an effect, but hardly the one that was meant. */
        SUSPICIOUS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public int compareTo(Finding other) {
        return ORDER.compare(this, other);
    }
}
