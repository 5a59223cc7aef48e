package io.nightjar.daemon.bird;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What ended a session, or keeps one from coming up, in BIRD's words. */
final class BirdErrors {

    /** {@code sent Cease/Peer De-configured (6/3)}: how the journal of a session writes NOTIFICATIONs. */
    private static final Pattern NOTIFICATION = Pattern.compile("(sent|received) [^(\"]*\\((\\d{1,3})/(\\d{1,3})\\).*");

    private static final Pattern SYSTEM_ERROR =
            Pattern.compile("(?:cannot connect|connection lost): (?:[a-z]+\\(\\.\\.\\) failed[^:]*: )?([^:]+).*");

    private static final int CEASE = 6;

    private static final int PREFIX_LIMIT = 1;

    private static final Map<Integer, String> CLASSES = Map.of(
            1,
            "Invalid message header",
            2,
            "Invalid OPEN message",
            3,
            "Invalid UPDATE message",
            4,
            "Hold timer expired",
            5,
            "Finite state machine error",
            CEASE,
            "Cease",
            7,
            "Invalid ROUTE-REFRESH message");

    private static final Map<Integer, String> ERRORS = Map.ofEntries(
            entry(1, 1, "Connection not synchronized"),
            entry(1, 2, "Bad message length"),
            entry(1, 3, "Bad message type"),
            entry(2, 1, "Unsupported version number"),
            entry(2, 2, "Bad peer AS"),
            entry(2, 3, "Bad BGP identifier"),
            entry(2, 4, "Unsupported optional parameter"),
            entry(2, 5, "Authentication failure"),
            entry(2, 6, "Unacceptable hold time"),
            entry(2, 7, "Required capability missing"),
            entry(2, 8, "No supported AFI/SAFI"),
            entry(3, 1, "Malformed attribute list"),
            entry(3, 2, "Unrecognized well-known attribute"),
            entry(3, 3, "Missing mandatory attribute"),
            entry(3, 4, "Invalid attribute flags"),
            entry(3, 5, "Invalid attribute length"),
            entry(3, 6, "Invalid ORIGIN attribute"),
            entry(3, 7, "AS routing loop"),
            entry(3, 8, "Invalid NEXT_HOP attribute"),
            entry(3, 9, "Optional attribute error"),
            entry(3, 10, "Invalid network field"),
            entry(3, 11, "Malformed AS_PATH"),
            entry(5, 1, "Unexpected message in OpenSent state"),
            entry(5, 2, "Unexpected message in OpenConfirm state"),
            entry(5, 3, "Unexpected message in Established state"),
            entry(CEASE, PREFIX_LIMIT, "Maximum number of prefixes reached"),
            entry(CEASE, 2, "Administrative shutdown"),
            entry(CEASE, 3, "Peer de-configured"),
            entry(CEASE, 4, "Administrative reset"),
            entry(CEASE, 5, "Connection rejected"),
            entry(CEASE, 6, "Other configuration change"),
            entry(CEASE, 7, "Connection collision resolution"),
            entry(CEASE, 8, "Out of Resources"),
            entry(7, 1, "Invalid ROUTE-REFRESH message length"));

    private BirdErrors() {}

    private static Map.Entry<Integer, String> entry(int code, int subcode, String text) {
        return Map.entry(code << 8 | subcode, text);
    }

    /** The same with BIRD's class of errors before it; empty if BIRD would not speak of it. */
    static String of(String reason) {
        if (reason.isEmpty()) {
            return "";
        }
        Matcher notification = NOTIFICATION.matcher(reason);
        if (notification.matches()) {
            return notification(
                    notification.group(1).equals("received"),
                    Integer.parseInt(notification.group(2)),
                    Integer.parseInt(notification.group(3)));
        }
        return socket(reason);
    }

    private static String notification(boolean received, int code, int subcode) {
        if (received) {
            return "Received: " + name(code, subcode);
        } else if (code != CEASE) {
            return "BGP Error: " + name(code, subcode);
        }
        // What we ended ourselves in good order is no error.
        return subcode == PREFIX_LIMIT ? "Automatic shutdown: Route limit exceeded" : "";
    }

    private static String name(int code, int subcode) {
        String error = ERRORS.get(code << 8 | subcode);
        String fallback = subcode == 0 || code == 4 ? CLASSES.get(code) : null;
        return error != null ? error : fallback != null ? fallback : "Unknown error " + code + "." + subcode;
    }

    private static String socket(String reason) {
        Matcher system = SYSTEM_ERROR.matcher(reason);
        if (reason.equals("connection refused")) {
            return "Socket: Connection refused";
        } else if (reason.equals("connection closed by the peer") || reason.contains("Cannot assign requested")) {
            return "Socket: Connection closed";
        } else if (system.matches()) {
            String error = system.group(1).strip();
            return "Socket: " + error.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + error.substring(1);
        }
        return "Error: " + reason;
    }
}
