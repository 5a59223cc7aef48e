package io.nightjar.daemon.bird.socket;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Cuts lines out of what a client sends. A line is at most as long as one that BIRD takes. */
final class LineBuffer {

    /** What BIRD takes, without the end of the line. */
    static final int LONGEST = 4093;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private boolean skipping;

    /** What has been found. */
    enum Find {
        /** No end of a line yet; everything has been looked at. */
        NOTHING,
        /** A line. */
        LINE,
        /** A line that has got too long; the rest of it will be skipped. */
        TOO_LONG
    }

    private @Nullable String found;

    /** Looks for the end of a line. */
    Find next(ByteBuf input) {
        while (input.isReadable()) {
            byte octet = input.readByte();
            if (octet == '\n') {
                boolean whole = !skipping;
                skipping = false;
                if (whole) {
                    found = line.toString(StandardCharsets.UTF_8);
                    line.reset();
                    return Find.LINE;
                }
            } else if (!skipping && octet != '\r' && tooLong(octet)) {
                return Find.TOO_LONG;
            }
        }
        return Find.NOTHING;
    }

    private boolean tooLong(byte octet) {
        if (line.size() < LONGEST) {
            line.write(octet);
            return false;
        }
        line.reset();
        skipping = true;
        return true;
    }

    /** The line that has been found last. */
    String line() {
        String last = found;
        if (last == null) {
            throw new IllegalStateException("no line has been found");
        }
        return last;
    }
}
