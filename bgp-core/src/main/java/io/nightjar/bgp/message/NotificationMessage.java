package io.nightjar.bgp.message;

import io.nightjar.bgp.error.NotificationCode;
import io.nightjar.bgp.error.NotificationText;
import io.nightjar.bgp.net.Octets;

/**
 * A NOTIFICATION (RFC 4271 §4.5): why a connection is about to be closed.
 *
 * @param code the error code, 0 to 255
 * @param subcode the error subcode, 0 to 255; 0 means unspecific
 * @param data diagnostic octets, as the RFC of the subcode says
 */
public record NotificationMessage(NotificationCode code, int subcode, Octets data) implements BgpMessage {

    public NotificationMessage {
        if (subcode < 0 || subcode > 0xff) {
            throw new IllegalArgumentException("subcode out of range: " + subcode);
        }
    }

    public static NotificationMessage of(NotificationCode code, int subcode) {
        return new NotificationMessage(code, subcode, Octets.EMPTY);
    }

    public static NotificationMessage of(NotificationCode code, int subcode, Octets data) {
        return new NotificationMessage(code, subcode, data);
    }

    @Override
    public MessageType type() {
        return MessageType.NOTIFICATION;
    }

    /** {@code Cease/Administrative Shutdown (6/2)}. */
    @Override
    public String toString() {
        return NotificationText.describe(code, subcode);
    }
}
