package io.nightjar.fsm.netty;

/** How an endpoint takes its leave. */
public enum ShutdownMode {
    /** Cease/Administrative Shutdown: peers delete our routes at once. */
    CEASE,
    /** The connections are closed without a NOTIFICATION, as if we had crashed. */
    SILENT,
    /** RFC 4724 §4: silent towards peers that have agreed to keep our routes while we restart, a Cease to all others. */
    GRACEFUL
}
