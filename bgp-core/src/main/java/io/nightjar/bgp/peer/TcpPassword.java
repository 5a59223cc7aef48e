package io.nightjar.bgp.peer;

import java.nio.charset.StandardCharsets;

/**
 * The key of a TCP MD5 signature (RFC 2385), as the kernel takes it. It is never printed.
 *
 * @param text 1 to 80 octets in UTF-8, without NUL
 */
public record TcpPassword(String text) {

    /** What {@code TCP_MD5SIG} has room for. */
    public static final int MAX_LENGTH = 80;

    public TcpPassword {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        if (length == 0 || length > MAX_LENGTH) {
            throw new IllegalArgumentException("a password has 1 to " + MAX_LENGTH + " octets, not " + length);
        }
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a password cannot contain a NUL octet");
        }
    }

    /** The octets of the key. */
    public byte[] octets() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "(password)";
    }
}
