package io.nightjar.daemon.explain;

/**
 * What the kernel is to do with a best path.
 *
 * @param kind in one word
 * @param text the way of its packets, or the rule that says no
 */
public record KernelIntent(Kind kind, String text) {

    /** What is to be done. */
    public enum Kind {
        /** Nothing is ever written. */
        OFF,
        /** Nothing: the kernel has had it before us. */
        KERNELS,
        /** Nothing: a rule says so. */
        REJECTED,
        /** Nothing: it starts here and its gateway is away. */
        IDLE,
        BLACKHOLE,
        UNREACHABLE,
        UNICAST
    }
}
