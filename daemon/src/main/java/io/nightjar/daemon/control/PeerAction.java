package io.nightjar.daemon.control;

import org.jspecify.annotations.Nullable;

/** What an operator wants done about a peer. */
public sealed interface PeerAction {

    /** The peer's name. */
    String peer();

    /**
     * No session is wanted, until {@link Enable} or a restart of the daemon.
     *
     * @param message for the peer's operator (RFC 9003), up to 255 octets in UTF-8; may be empty
     */
    record Disable(String peer, String message) implements PeerAction {}

    /** A session is wanted again. */
    record Enable(String peer) implements PeerAction {}

    /**
     * The session ends and begins anew.
     *
     * @param message for the peer's operator (RFC 9003), up to 255 octets in UTF-8; may be empty
     */
    record Restart(String peer, String message) implements PeerAction {}

    /**
     * The peer shall announce its routes again (RFC 2918).
     *
     * @param family {@code ipv4} or {@code ipv6}; null for all that the session carries
     */
    record Refresh(String peer, @Nullable String family) implements PeerAction {}
}
