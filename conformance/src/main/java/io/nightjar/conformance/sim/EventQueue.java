package io.nightjar.conformance.sim;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is to happen, in the order of its time, and of its number where that is the same: a heap in three arrays, because there are
 * millions of entries, and each is compared many times.
 */
final class EventQueue {

    /** Four children: half as deep as with two, and what is compared lies together. */
    private static final int CHILDREN_SHIFT = 2;

    private static final int SMALLEST = 16;

    private long[] nanos = new long[SMALLEST];
    private long[] numbers = new long[SMALLEST];
    private @Nullable Runnable[] tasks = new Runnable[SMALLEST];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /** When the first one is to happen. */
    long firstNanos() {
        return nanos[0];
    }

    /** The first one. */
    Runnable first() {
        return at(0);
    }

    private Runnable at(int slot) {
        Runnable task = tasks[slot];
        if (slot >= size || task == null) {
            throw new IllegalStateException("nothing is to happen");
        }
        return task;
    }

    void add(long atNanos, long number, Runnable task) {
        if (size == tasks.length) {
            grow();
        }
        int slot = size++;
        while (slot > 0) {
            int parent = (slot - 1) >> CHILDREN_SHIFT;
            if (!isBefore(atNanos, number, parent)) {
                break;
            }
            move(parent, slot);
            slot = parent;
        }
        put(slot, atNanos, number, task);
    }

    private void grow() {
        int length = size + (size >> 1);
        nanos = Arrays.copyOf(nanos, length);
        numbers = Arrays.copyOf(numbers, length);
        tasks = Arrays.copyOf(tasks, length);
    }

    private boolean isBefore(long atNanos, long number, int slot) {
        return atNanos < nanos[slot] || (atNanos == nanos[slot] && number < numbers[slot]);
    }

    private void move(int from, int to) {
        nanos[to] = nanos[from];
        numbers[to] = numbers[from];
        tasks[to] = tasks[from];
    }

    private void put(int slot, long atNanos, long number, @Nullable Runnable task) {
        nanos[slot] = atNanos;
        numbers[slot] = number;
        tasks[slot] = task;
    }

    /** Takes the first one out. */
    void removeFirst() {
        size--;
        long lastNanos = nanos[size];
        long lastNumber = numbers[size];
        Runnable last = tasks[size];
        tasks[size] = null;
        if (size == 0) {
            return;
        }
        int slot = 0;
        for (int child = earliestChild(slot); child > 0; child = earliestChild(slot)) {
            if (isBefore(lastNanos, lastNumber, child)) {
                break;
            }
            move(child, slot);
            slot = child;
        }
        put(slot, lastNanos, lastNumber, last);
    }

    /** The child that is to happen first; 0 if there is none. */
    private int earliestChild(int slot) {
        int first = (slot << CHILDREN_SHIFT) + 1;
        int end = Math.min(size, first + (1 << CHILDREN_SHIFT));
        if (first >= end) {
            return 0;
        }
        int earliest = first;
        for (int child = first + 1; child < end; child++) {
            if (isBefore(nanos[child], numbers[child], earliest)) {
                earliest = child;
            }
        }
        return earliest;
    }

    /** Moves everything into another queue. */
    void drainTo(EventQueue other) {
        for (int slot = 0; slot < size; slot++) {
            other.add(nanos[slot], numbers[slot], at(slot));
        }
        size = 0;
        tasks = new Runnable[SMALLEST];
        nanos = new long[SMALLEST];
        numbers = new long[SMALLEST];
    }
}
