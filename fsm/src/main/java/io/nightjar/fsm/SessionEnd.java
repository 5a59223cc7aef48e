package io.nightjar.fsm;

/**
 * How an established session has ended.
 *
 * @param reason for people
 * @param keepsRoutes whether the peer's routes are to be kept as stale ones (RFC 4724 §4.2, RFC 8538 §4); for which families is
 *     a question to what was negotiated
 */
public record SessionEnd(String reason, boolean keepsRoutes) {}
