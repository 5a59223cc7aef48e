package io.nightjar.daemon.explain;

/** How far a destination has come, in this order. */
public enum Stage {
    /** What the datastore says about it. */
    OWNER,
    /** What is planned because of that. */
    INTENT,
    /** How the session is over which it should come. */
    SESSION,
    /** Whether what came was taken. */
    IMPORT,
    /** Which path was chosen. */
    DECISION,
    /** How its next hop is reached. */
    NEXT_HOP,
    /** What is in the kernel. */
    KERNEL,
    /** Who hears of it. */
    EXPORT
}
