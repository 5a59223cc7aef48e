package io.nightjar.fsm.netty;

/** How an endpoint takes its leave. */
public enum ShutdownMode {
    /** Cease/Administrative Shutdown: peers delete our routes at once. */
    CEASE,
    /** The connections are closed without a NOTIFICATION, as if we had crashed. */
    SILENT
}
