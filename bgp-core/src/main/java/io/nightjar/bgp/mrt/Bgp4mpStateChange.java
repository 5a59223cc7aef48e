package io.nightjar.bgp.mrt;

/**
 * A session went from one state to another (RFC 6396 §4.4.1).
 *
 * @param oldState 1 Idle, 2 Connect, 3 Active, 4 OpenSent, 5 OpenConfirm, 6 Established; other numbers occur in files
 * @param newState likewise
 */
public record Bgp4mpStateChange(Bgp4mpSession session, int oldState, int newState) {}
