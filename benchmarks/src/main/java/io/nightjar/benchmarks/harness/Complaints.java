package io.nightjar.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What was wrong with what has arrived. Belongs to one thread. */
public final class Complaints {

    private static final int KEPT = 5;

    private final List<String> first = new ArrayList<>();
    private final Set<String> tolerated = new TreeSet<>();
    private long count;

    public void add(String text) {
        count++;
        if (first.size() < KEPT) {
            first.add(text);
        }
    }

    /** Something that is not as it should be, but harms nobody. */
    public void tolerate(String habit) {
        tolerated.add(habit);
    }

    public Set<String> tolerated() {
        return tolerated;
    }

    public long count() {
        return count;
    }

    /** The first few of them. */
    public List<String> first() {
        return List.copyOf(first);
    }

    /** How many there are, and the first few of them; empty if there are none. */
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (count > 0) {
            remarks.add(count + " wrong answers");
            remarks.addAll(first);
        }
        return remarks;
    }
}
