package io.nightjar.daemon.speaker;

/** What an orderly end means for the peers and for the kernel. */
public enum ExitMode {
    /**
     * A new start follows at once: the kernel's routes stay, and peers that keep routes over a restart are not told a word
     * (RFC 4724 §4).
     */
    RESTART,
    /** First everybody is asked to look for other ways (RFC 8326); then it is {@link #LEAVE}. */
    DRAIN,
    /** For good: a Cease to every peer, and then our routes are removed from the kernel. */
    LEAVE
}
