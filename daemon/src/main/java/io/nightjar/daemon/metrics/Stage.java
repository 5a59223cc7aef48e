package io.nightjar.daemon.metrics;

import java.util.Locale;

/** Parts of the way of a change, each with a histogram of how long it takes. */
public enum Stage {

    /** From a change of the datastore until all sessions have been given what it makes a difference to. */
    DATASTORE_TO_ANNOUNCED,

    /** From an UPDATE's arrival until best paths have been decided; for each turn of the table, the first UPDATE of it. */
    RECEIVED_TO_BEST,

    /** From a best path's decision until the kernel has taken it; for each turn of the kernel's thread, the first change of it. */
    BEST_TO_KERNEL,

    /** From the start of the process until it is ready; once. */
    START_TO_READY;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
