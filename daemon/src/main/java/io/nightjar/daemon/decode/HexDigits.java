package io.nightjar.daemon.decode;

import io.netty.buffer.ByteBuf;
import java.util.Locale;

/** Makes octets of hexadecimal text, character by character: digits, white space, colons and {@code 0x}. */
public final class HexDigits {

    private int high = -1;

    /** Takes a character, and writes an octet when one is complete; says whether the character may stand there. */
    public boolean accept(char c, ByteBuf octets) {
        int digit = Character.digit(c, 16);
        if (digit >= 0 && high >= 0) {
            octets.writeByte(high << 4 | digit);
            high = -1;
        } else if (digit >= 0) {
            high = digit;
        } else if ((c == 'x' || c == 'X') && high == 0) {
            high = -1;
        } else {
            return c == ':' || Character.isWhitespace(c);
        }
        return true;
    }

    /** Whether an octet has only one digit so far. */
    public boolean isOdd() {
        return high >= 0;
    }

    /** A character for people. */
    public static String printable(char c) {
        return c > ' ' && c < 0x7f ? String.valueOf(c) : String.format(Locale.ROOT, "\\x%02x", (int) c);
    }
}
