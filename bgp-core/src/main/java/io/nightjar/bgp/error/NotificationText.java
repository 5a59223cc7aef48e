package io.nightjar.bgp.error;

import java.util.Map;

/** The names of error codes and subcodes, as their RFCs spell them. */
public final class NotificationText {

    private static final Map<Integer, String> CODES = Map.of(
            1, "Message Header Error",
            2, "OPEN Message Error",
            3, "UPDATE Message Error",
            4, "Hold Timer Expired",
            5, "Finite State Machine Error",
            6, "Cease",
            7, "ROUTE-REFRESH Message Error",
            8, "Send Hold Timer Expired");

    private static final Map<Integer, String> SUBCODES = Map.ofEntries(
            entry(1, 1, "Connection Not Synchronized"),
            entry(1, 2, "Bad Message Length"),
            entry(1, 3, "Bad Message Type"),
            entry(2, 1, "Unsupported Version Number"),
            entry(2, 2, "Bad Peer AS"),
            entry(2, 3, "Bad BGP Identifier"),
            entry(2, 4, "Unsupported Optional Parameter"),
            entry(2, 6, "Unacceptable Hold Time"),
            entry(2, 7, "Unsupported Capability"),
            entry(2, 11, "Role Mismatch"),
            entry(3, 1, "Malformed Attribute List"),
            entry(3, 2, "Unrecognized Well-known Attribute"),
            entry(3, 3, "Missing Well-known Attribute"),
            entry(3, 4, "Attribute Flags Error"),
            entry(3, 5, "Attribute Length Error"),
            entry(3, 6, "Invalid ORIGIN Attribute"),
            entry(3, 8, "Invalid NEXT_HOP Attribute"),
            entry(3, 9, "Optional Attribute Error"),
            entry(3, 10, "Invalid Network Field"),
            entry(3, 11, "Malformed AS_PATH"),
            entry(5, 1, "Unexpected Message in OpenSent"),
            entry(5, 2, "Unexpected Message in OpenConfirm"),
            entry(5, 3, "Unexpected Message in Established"),
            entry(6, 1, "Maximum Number of Prefixes Reached"),
            entry(6, 2, "Administrative Shutdown"),
            entry(6, 3, "Peer De-configured"),
            entry(6, 4, "Administrative Reset"),
            entry(6, 5, "Connection Rejected"),
            entry(6, 6, "Other Configuration Change"),
            entry(6, 7, "Connection Collision Resolution"),
            entry(6, 8, "Out of Resources"),
            entry(6, 9, "Hard Reset"),
            entry(7, 1, "Invalid Message Length"));

    private NotificationText() {}

    private static Map.Entry<Integer, String> entry(int code, int subcode, String text) {
        return Map.entry(code << 8 | subcode, text);
    }

    /** {@code Cease/Administrative Shutdown (6/2)}; numbers alone where there is no name. */
    public static String describe(NotificationCode code, int subcode) {
        String name = CODES.getOrDefault(code.value(), "Unknown Error");
        String detail = subcode == 0 ? "" : "/" + SUBCODES.getOrDefault(code.value() << 8 | subcode, "unknown");
        return name + detail + " (" + code.value() + "/" + subcode + ")";
    }
}
