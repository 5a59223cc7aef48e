package io.nightjar.bgp.message;

import io.nightjar.bgp.error.CeaseSubcode;
import io.nightjar.bgp.error.NotificationCode;
import io.nightjar.bgp.net.Octets;
import java.util.Arrays;
import java.util.Optional;

/** RFC 8538 §3: the NOTIFICATION that ends a session for good, although NOTIFICATIONs keep routes. */
public final class HardReset {

    private HardReset() {}

    /** Whether {@code notification} is one. */
    public static boolean is(NotificationMessage notification) {
        return notification.code().equals(NotificationCode.CEASE) && notification.subcode() == CeaseSubcode.HARD_RESET;
    }

    /**
     * RFC 8538 §5.1: what stands for the end of a session, and not for an interruption, becomes a Hard Reset. An Administrative
     * Reset, which is left to us, is one too: who orders it wants both sides to begin anew.
     */
    public static boolean suits(NotificationMessage notification) {
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
    public static NotificationMessage of(NotificationMessage reason) {
        byte[] told = reason.data().toBytes();
        byte[] data = new byte[told.length + 2];
        data[0] = (byte) reason.code().value();
        data[1] = (byte) reason.subcode();
        System.arraycopy(told, 0, data, 2, told.length);
        return NotificationMessage.of(NotificationCode.CEASE, CeaseSubcode.HARD_RESET, Octets.of(data));
    }

    /** What a Hard Reset was sent for, if {@code notification} is one that says so. */
    public static Optional<NotificationMessage> reasonOf(NotificationMessage notification) {
        byte[] data = notification.data().toBytes();
        if (!is(notification) || data.length < 2) {
            return Optional.empty();
        }
        return Optional.of(new NotificationMessage(
                new NotificationCode(data[0] & 0xff),
                data[1] & 0xff,
                Octets.of(Arrays.copyOfRange(data, 2, data.length))));
    }
}
