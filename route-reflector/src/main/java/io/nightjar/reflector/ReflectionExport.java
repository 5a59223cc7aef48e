package io.nightjar.reflector;

/** Who receives what (RFC 4456 §6). That nothing goes back to its source is seen to by the sender. */
public final class ReflectionExport {

    private ReflectionExport() {}

    /** Whether the best path from a peer of one class goes to peers of another one. */
    public static boolean reflects(ReflectionClass source, ReflectionClass target) {
        return switch (source) {
            // RFC 4456 §6 (1): a route from a non-client goes to all clients; RFC 4271 §9.1.3 has the external ones.
            case NON_CLIENT -> target != ReflectionClass.NON_CLIENT;
            // RFC 4456 §6 (2): a route from a client goes to everybody.
            case CLIENT -> true;
            // RFC 4456 §6: a route from an external peer goes to all internal ones, as without reflection.
            case EXTERNAL -> true;
        };
    }
}
