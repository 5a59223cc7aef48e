package io.nightjar.bgp.message;

import io.nightjar.bgp.capability.Capabilities;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;

/**
 * An OPEN (RFC 4271 §4.2).
 *
 * @param version the protocol version; only 4 is spoken
 * @param myAutonomousSystem the two-octet field: the AS number, or AS_TRANS
 * @param holdTimeSeconds the proposed hold time, 0 to 65535
 * @param identifier the sender's BGP identifier
 * @param capabilities what the sender can do, in the order sent (RFC 5492)
 */
public record OpenMessage(
        int version,
        AsNumber myAutonomousSystem,
        int holdTimeSeconds,
        BgpIdentifier identifier,
        Capabilities capabilities)
        implements BgpMessage {

    /** The version that RFC 4271 defines. */
    public static final int VERSION_4 = 4;

    @Override
    public MessageType type() {
        return MessageType.OPEN;
    }
}
