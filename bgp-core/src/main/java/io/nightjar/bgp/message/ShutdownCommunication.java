package io.nightjar.bgp.message;

import io.nightjar.bgp.error.CeaseSubcode;
import io.nightjar.bgp.error.NotificationCode;
import io.nightjar.bgp.net.Octets;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Words of one operator to another in the data of a Cease: Administrative Shutdown or Administrative Reset (RFC 9003 §2). What a
 * peer has written is never trusted: it is shown with everything escaped that could change what stands around it.
 */
public final class ShutdownCommunication {

    /** RFC 9003 §2; RFC 8203 allowed 128. */
    public static final int MAX_OCTETS = 255;

    private ShutdownCommunication() {}

    /** A Cease with a text, which is cut at a character so that it fits; without one if the text is empty. */
    public static NotificationMessage cease(int subcode, String text) {
        return NotificationMessage.of(NotificationCode.CEASE, subcode, text.isEmpty() ? Octets.EMPTY : encode(text));
    }

    /** The length octet and the text in UTF-8, cut at a character so that it fits. */
    static Octets encode(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(utf8.length, MAX_OCTETS);
        while (length < utf8.length && isContinuation(utf8[length])) {
            length--;
        }
        byte[] data = new byte[length + 1];
        data[0] = (byte) length;
        System.arraycopy(utf8, 0, data, 1, length);
        return Octets.of(data);
    }

    private static boolean isContinuation(byte octet) {
        return (octet & 0xc0) == 0x80;
    }

    /**
     * The text in {@code notification}, or in what a Hard Reset was sent for; empty if it has none, or one whose length does not
     * fit. Octets that are not UTF-8 come out as U+FFFD.
     */
    public static Optional<String> in(NotificationMessage notification) {
        NotificationMessage told = HardReset.reasonOf(notification).orElse(notification);
        byte[] data = told.data().toBytes();
        if (!mayCarryOne(told) || data.length == 0) {
            return Optional.empty();
        }
        int length = data[0] & 0xff;
        return length == 0 || length >= data.length
                ? Optional.empty()
                : Optional.of(new String(data, 1, length, StandardCharsets.UTF_8));
    }

    private static boolean mayCarryOne(NotificationMessage told) {
        return told.code().equals(NotificationCode.CEASE)
                && (told.subcode() == CeaseSubcode.ADMINISTRATIVE_SHUTDOWN
                        || told.subcode() == CeaseSubcode.ADMINISTRATIVE_RESET);
    }

    /**
     * {@code notification} for people: {@code Cease/Administrative Shutdown (6/2): "maintenance"}, on one line whatever it holds.
     * RFC 9003 §4 wants a malformed text mentioned.
     */
    public static String describe(NotificationMessage notification) {
        Optional<NotificationMessage> reason = HardReset.reasonOf(notification);
        String words = notification + reason.map(told -> " for " + told).orElse("");
        Optional<String> text = in(notification);
        if (text.isPresent()) {
            return words + ": \"" + escape(text.get()) + '"';
        }
        return isMalformed(reason.orElse(notification)) ? words + ", with a malformed communication" : words;
    }

    private static boolean isMalformed(NotificationMessage told) {
        int length = told.data().length();
        return mayCarryOne(told) && length > 0 && told.data().unsigned(0) >= length;
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (point == '"' || point == '\\') {
                escaped.append('\\').append((char) point);
            } else if (isPlain(point)) {
                escaped.appendCodePoint(point);
            } else {
                escaped.append(String.format("\\u{%x}", point));
            }
        });
        return escaped.toString();
    }

    /** Neither controls, nor line ends, nor what turns the direction of writing, nor what no font has. */
    private static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
