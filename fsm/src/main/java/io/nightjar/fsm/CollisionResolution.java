package io.nightjar.fsm;

import io.nightjar.bgp.capability.GracefulRestartCapability;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerConfig;

/**
 * Which of two connections with the same peer survives (RFC 4271 §6.8).
 *
 * <p>Asked when a valid OPEN has come in on one of them, before it is answered with a KEEPALIVE: the loser shall not look
 * established for a moment.
 */
public enum CollisionResolution {
    /** The connection whose OPEN has come in stays, the other one goes. */
    KEEP_NEWCOMER,
    /** The other connection stays, the one whose OPEN has come in goes. */
    KEEP_EXISTING,
    /** No collision yet: nothing was heard on the other connection. */
    KEEP_BOTH,
    /** The peer has restarted: the other connection is gone without our having noticed, and its routes are kept. */
    REPLACE_EXISTING;

    /**
     * Decides between an established session and another connection of the same peer on which an OPEN has come in. RFC 4724 §4.2: a
     * peer that keeps routes over a restart, and connects anew, has restarted; there is no need to wait for the hold timer. RFC 4724
     * §5 would not wait for the OPEN, but then a connection without a word could end a session.
     */
    public static CollisionResolution withEstablished(NegotiatedSession established) {
        GracefulRestartCapability restart = established.features().gracefulRestart();
        return restart == null || restart.families().isEmpty() ? KEEP_EXISTING : REPLACE_EXISTING;
    }

    /**
     * Decides between the connection on which an OPEN has come in and another one.
     *
     * @param newcomer who requested the connection on which the OPEN has come in
     * @param open what the OPEN makes of ours
     * @param existing who requested the other connection
     * @param existingState the state of the other connection
     */
    public static CollisionResolution decide(
            Initiator newcomer, NegotiatedSession open, Initiator existing, FsmState existingState) {
        return switch (existingState) {
            case IDLE, CONNECT, ACTIVE -> KEEP_NEWCOMER;
            case OPEN_SENT -> KEEP_BOTH;
            case OPEN_CONFIRM -> confirmed(newcomer, open, existing);
            case ESTABLISHED -> KEEP_EXISTING;
        };
    }

    /**
     * The speaker with the greater identifier keeps the connection that it requested. Of two connections that the same side
     * requested, the older is one that this side has forgotten.
     */
    private static CollisionResolution confirmed(Initiator newcomer, NegotiatedSession open, Initiator existing) {
        if (newcomer == existing) {
            return KEEP_NEWCOMER;
        }
        return newcomer == dominant(open) ? KEEP_NEWCOMER : KEEP_EXISTING;
    }

    /** RFC 6286 §2.3: with equal identifiers, the greater AS number. */
    private static Initiator dominant(NegotiatedSession open) {
        PeerConfig config = open.config();
        int byIdentifier = config.local().identifier().compareTo(open.peerIdentifier());
        int order = byIdentifier != 0
                ? byIdentifier
                : config.local().asNumber().compareTo(config.remote().asNumber());
        return order > 0 ? Initiator.LOCAL : Initiator.REMOTE;
    }
}
