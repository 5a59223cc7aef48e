package io.nightjar.bgp.net;

/**
 * An autonomous system number (RFC 6793).
 *
 * @param value 0 to 4294967295
 */
public record AsNumber(long value) implements Comparable<AsNumber> {

    /** RFC 6793 §9: stands for a number that does not fit two octets. */
    public static final AsNumber AS_TRANS = new AsNumber(23456);

    private static final long MAX = 0xffff_ffffL;

    public AsNumber {
        if (value < 0 || value > MAX) {
            throw new IllegalArgumentException("AS number out of range: " + value);
        }
    }

    public static AsNumber of(long value) {
        return new AsNumber(value);
    }

    /**
     * Reads a decimal number or asdot notation (RFC 5396): {@code 64512}, {@code 1.10}.
     *
     * @throws IllegalArgumentException if the text is anything else; the message quotes it
     */
    public static AsNumber parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 0) {
            return new AsNumber(number(text, text, MAX));
        }
        long high = number(text.substring(0, dot), text, 0xffff);
        long low = number(text.substring(dot + 1), text, 0xffff);
        return new AsNumber(high << 16 | low);
    }

    private static long number(String part, String whole, long max) {
        boolean digits = part.chars().allMatch(c -> c >= '0' && c <= '9');
        if (part.isEmpty() || part.length() > 10 || !digits || Long.parseLong(part) > max) {
            throw new IllegalArgumentException("not an AS number: '" + whole + "'");
        }
        return Long.parseLong(part);
    }

    /** Whether the number fits the two octets of RFC 4271. */
    public boolean fitsTwoOctets() {
        return value <= 0xffff;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AsNumber that && value == that.value;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(value);
    }

    @Override
    public int compareTo(AsNumber other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
