package io.nightjar.bgp.error;

/**
 * The error code of a NOTIFICATION. The registry grows, so any octet is one.
 *
 * @param value 0 to 255
 */
public record NotificationCode(int value) {

    /** RFC 4271 §6.1. */
    public static final NotificationCode MESSAGE_HEADER_ERROR = new NotificationCode(1);

    /** RFC 4271 §6.2. */
    public static final NotificationCode OPEN_MESSAGE_ERROR = new NotificationCode(2);

    /** RFC 4271 §6.3. */
    public static final NotificationCode UPDATE_MESSAGE_ERROR = new NotificationCode(3);

    /** RFC 4271 §6.5. */
    public static final NotificationCode HOLD_TIMER_EXPIRED = new NotificationCode(4);

    /** RFC 4271 §6.6. */
    public static final NotificationCode FINITE_STATE_MACHINE_ERROR = new NotificationCode(5);

    /** RFC 4271 §6.7. */
    public static final NotificationCode CEASE = new NotificationCode(6);

    /** RFC 7313 §5. */
    public static final NotificationCode ROUTE_REFRESH_MESSAGE_ERROR = new NotificationCode(7);

    /** RFC 9687 §4. */
    public static final NotificationCode SEND_HOLD_TIMER_EXPIRED = new NotificationCode(8);

    public NotificationCode {
        if (value < 0 || value > 0xff) {
            throw new IllegalArgumentException("error code out of range: " + value);
        }
    }
}
