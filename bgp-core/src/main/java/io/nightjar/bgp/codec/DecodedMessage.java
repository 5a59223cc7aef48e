package io.nightjar.bgp.codec;

import io.nightjar.bgp.error.AttributeFault;
import io.nightjar.bgp.message.BgpMessage;
import java.util.List;

/**
 * A message as it may be used, and what was wrong with it.
 *
 * @param message with the treatment of all faults already applied
 * @param faults only an UPDATE has any; none of them resets the session
 */
public record DecodedMessage(BgpMessage message, List<AttributeFault> faults) {

    public DecodedMessage {
        faults = List.copyOf(faults);
    }

    static DecodedMessage sound(BgpMessage message) {
        return new DecodedMessage(message, List.of());
    }
}
