package io.nightjar.daemon.speak;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.nightjar.daemon.decode.HexDigits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Octets that are sent as they are, whether a peer may like them or not.
 *
 * @param portions not empty ones, to be sent one after the other
 */
record RawOctets(List<byte[]> portions) {

    /** How much text a file may have. */
    private static final int MAX_TEXT = 1 << 20;

    private static final int PORTION = 4096;

    /** The octets of a file with hexadecimal text, as {@code nightjar decode} reads it. */
    static RawOctets read(Path file) throws IOException, RouteTextException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] text = in.readNBytes(MAX_TEXT + 1);
            if (text.length > MAX_TEXT) {
                throw new RouteTextException(file + ": more than " + MAX_TEXT + " octets of text");
            }
            return of(new String(text, StandardCharsets.ISO_8859_1));
        }
    }

    static RawOctets of(String text) throws RouteTextException {
        ByteBuf octets = Unpooled.buffer();
        HexDigits digits = new HexDigits();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!digits.accept(c, octets)) {
                throw new RouteTextException("'" + HexDigits.printable(c) + "' is no hexadecimal digit");
            }
        }
        if (digits.isOdd()) {
            throw new RouteTextException("an odd number of hexadecimal digits");
        }
        List<byte[]> portions = new ArrayList<>();
        while (octets.isReadable()) {
            byte[] portion = new byte[Math.min(PORTION, octets.readableBytes())];
            octets.readBytes(portion);
            portions.add(portion);
        }
        return new RawOctets(portions);
    }

    long length() {
        return portions.stream().mapToLong(portion -> portion.length).sum();
    }
}
