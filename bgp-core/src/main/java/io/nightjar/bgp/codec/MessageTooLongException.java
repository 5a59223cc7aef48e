package io.nightjar.bgp.codec;

/**
 * What was to be encoded does not fit the session's message limit, however it is split: the attributes leave no room for
 * a single route. RFC 4271 §9.2 has the route not advertised to that peer; the caller decides and says so.
 */
public final class MessageTooLongException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final int needed;
    private final int limit;

    MessageTooLongException(int needed, int limit) {
        super("a message of " + needed + " octets exceeds the limit of " + limit);
        this.needed = needed;
        this.limit = limit;
    }

    /** The least number of octets that a message would take. */
    public int needed() {
        return needed;
    }

    /** The session's limit. */
    public int limit() {
        return limit;
    }
}
