package io.nightjar.bgp.error;

import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.net.Octets;

/**
 * One thing that is wrong with an UPDATE, as data (RFC 7606).
 *
 * @param attributeType the type code of the attribute, or 0 when the fault is not about one attribute
 * @param action what has to happen because of it
 * @param updateSubcode the {@link UpdateSubcode} for a session reset, and for the log in any case
 * @param data the data field that a NOTIFICATION about it carries
 * @param reason what is wrong, for people: lower case, without the attribute's name
 */
public record AttributeFault(int attributeType, FaultAction action, int updateSubcode, Octets data, String reason) {

    /** The NOTIFICATION that ends the session when the action is a reset. */
    public NotificationMessage notification() {
        return NotificationMessage.of(NotificationCode.UPDATE_MESSAGE_ERROR, updateSubcode, data);
    }
}
