package io.nightjar.fsm;

/**
 * Why there is no connection, or no longer one.
 *
 * @param refused whether the peer's host answered that nobody listens there
 * @param reason for people
 */
public record TcpFailure(boolean refused, String reason) {

    /** The host is up, its speaker is not. */
    public static TcpFailure refused(String reason) {
        return new TcpFailure(true, reason);
    }

    /** Anything else. */
    public static TcpFailure of(String reason) {
        return new TcpFailure(false, reason);
    }
}
