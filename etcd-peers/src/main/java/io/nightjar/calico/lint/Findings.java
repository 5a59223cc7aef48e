package io.nightjar.calico.lint;

import java.util.SortedSet;
import java.util.TreeSet;

/** Collects findings. */
final class Findings {

    private final SortedSet<Finding> found = new TreeSet<>();

    void unusable(String key, String text) {
        found.add(new Finding(key, Finding.Severity.UNUSABLE, text));
    }

    void suspicious(String key, String text) {
        found.add(new Finding(key, Finding.Severity.SUSPICIOUS, text));
    }

    SortedSet<Finding> all() {
        return found;
    }
}
