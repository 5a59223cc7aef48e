package io.nightjar.rib.policy;

import io.nightjar.bgp.net.Prefix;

/**
 * Which destinations a rule is about.
 *
 * @param prefix what to compare with
 * @param minLength the shortest prefix length that matches, inside {@code prefix}
 * @param maxLength the longest prefix length that matches
 * @param inverted whether it is all other destinations that match
 */
public record PrefixMatch(Prefix prefix, int minLength, int maxLength, boolean inverted) {

    public PrefixMatch {
        if (minLength < prefix.length() || maxLength > prefix.bitLength() || minLength > maxLength) {
            throw new IllegalArgumentException("prefix lengths " + minLength + ".." + maxLength + " in " + prefix);
        }
    }

    /** Prefixes of some lengths inside another one. */
    public PrefixMatch(Prefix prefix, int minLength, int maxLength) {
        this(prefix, minLength, maxLength, false);
    }

    /** Exactly this prefix. */
    public static PrefixMatch exact(Prefix prefix) {
        return new PrefixMatch(prefix, prefix.length(), prefix.length());
    }

    /** This prefix and everything inside it. */
    public static PrefixMatch orLonger(Prefix prefix) {
        return new PrefixMatch(prefix, prefix.length(), prefix.bitLength());
    }

    /** All destinations that do not match. */
    public PrefixMatch inverse() {
        return new PrefixMatch(prefix, minLength, maxLength, !inverted);
    }

    public boolean matches(Prefix candidate) {
        boolean inside =
                candidate.length() >= minLength && candidate.length() <= maxLength && prefix.contains(candidate);
        return inside != inverted;
    }
}
