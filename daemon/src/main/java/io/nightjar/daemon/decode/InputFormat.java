package io.nightjar.daemon.decode;

import io.nightjar.bgp.mrt.MrtReader;
import io.nightjar.bgp.mrt.MrtType;
import io.nightjar.daemon.pcap.CaptureReader;
import java.util.Locale;
import java.util.Optional;

/** What an input may be. */
public enum InputFormat {
    HEX,
    PCAP,
    MRT;

    /** So many octets are enough to tell. */
    static final int BEGINNING = 16;

    private static final int LENGTH_OFFSET = 8;

    /** What begins like this; nothing for anything else. An empty input is hexadecimal text without messages. */
    static Optional<InputFormat> of(byte[] beginning) {
        if (CaptureReader.begins(beginning)) {
            return Optional.of(PCAP);
        }
        if (isMrt(beginning)) {
            return Optional.of(MRT);
        }
        for (byte octet : beginning) {
            char c = (char) (octet & 0xff);
            if (Character.digit(c, 16) < 0 && c != 'x' && c != 'X' && c != ':' && !Character.isWhitespace(c)) {
                return Optional.empty();
            }
        }
        return Optional.of(HEX);
    }

    /** A known type, and a length that is not absurd. */
    private static boolean isMrt(byte[] beginning) {
        if (beginning.length < MrtReader.HEADER_LENGTH) {
            return false;
        }
        int type = (beginning[4] & 0xff) << 8 | (beginning[5] & 0xff);
        return MrtType.isKnown(type) && beginning[LENGTH_OFFSET] == 0;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
