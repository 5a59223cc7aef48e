package io.nightjar.rib.engine;

import org.jspecify.annotations.Nullable;

/** The one thread that may touch a table: the first that does. */
final class OwnerThread {

    private @Nullable Thread owner;

    void check() {
        Thread current = Thread.currentThread();
        if (owner == null) {
            owner = current;
        }
        if (owner != current) {
            throw new IllegalStateException("the table belongs to " + owner.getName() + ", not " + current.getName());
        }
    }
}
