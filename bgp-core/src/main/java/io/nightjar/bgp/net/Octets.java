package io.nightjar.bgp.net;

import java.util.Arrays;
import java.util.HexFormat;

/** An immutable run of octets with value equality: attribute bodies, NOTIFICATION data, capability values. */
public final class Octets {

    /** No octets. */
    public static final Octets EMPTY = new Octets(new byte[0]);

    private final byte[] content;

    private Octets(byte[] content) {
        this.content = content;
    }

    /** A copy of {@code content}. */
    public static Octets of(byte... content) {
        return content.length == 0 ? EMPTY : new Octets(content.clone());
    }

    /** Reads pairs of hexadecimal digits without separators. */
    public static Octets ofHex(String hex) {
        return new Octets(HexFormat.of().parseHex(hex));
    }

    public int length() {
        return content.length;
    }

    /** The octet at {@code index} as 0 to 255. */
    public int unsigned(int index) {
        return content[index] & 0xff;
    }

    /** A fresh array. */
    public byte[] toBytes() {
        return content.clone();
    }

    public String toHex() {
        return HexFormat.of().formatHex(content);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets octets && Arrays.equals(content, octets.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return toHex();
    }
}
