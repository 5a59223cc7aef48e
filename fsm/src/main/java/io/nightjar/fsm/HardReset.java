package io.nightjar.fsm;

import io.nightjar.bgp.error.CeaseSubcode;
import io.nightjar.bgp.error.NotificationCode;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.net.Octets;

/** RFC 8538 §3: the NOTIFICATION that ends a session for good, although NOTIFICATIONs keep routes. */
final class HardReset {

    private HardReset() {}

    /** Whether {@code notification} is one. */
    static boolean is(NotificationMessage notification) {
        return notification.code().equals(NotificationCode.CEASE) && notification.subcode() == CeaseSubcode.HARD_RESET;
    }

    /**
     * RFC 8538 §5.1: what stands for the end of a session, and not for an interruption, becomes a Hard Reset. An Administrative
     * Reset, which is left to us, is one too: who orders it wants both sides to begin anew.
     */
    static boolean suits(NotificationMessage notification) {
        return notification.code().equals(NotificationCode.CEASE)
                && switch (notification.subcode()) {
                    case CeaseSubcode.MAXIMUM_NUMBER_OF_PREFIXES_REACHED,
                            CeaseSubcode.ADMINISTRATIVE_SHUTDOWN,
                            CeaseSubcode.PEER_DE_CONFIGURED,
                            CeaseSubcode.ADMINISTRATIVE_RESET -> true;
                    default -> false;
                };
    }

    /** RFC 8538 §3.1: code, subcode and data of {@code reason} are the data. */
    static NotificationMessage of(NotificationMessage reason) {
        byte[] told = reason.data().toBytes();
        byte[] data = new byte[told.length + 2];
        data[0] = (byte) reason.code().value();
        data[1] = (byte) reason.subcode();
        System.arraycopy(told, 0, data, 2, told.length);
        return NotificationMessage.of(NotificationCode.CEASE, CeaseSubcode.HARD_RESET, Octets.of(data));
    }
}
