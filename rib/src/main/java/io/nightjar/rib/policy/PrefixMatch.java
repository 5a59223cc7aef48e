package io.nightjar.rib.policy;

import io.nightjar.bgp.net.Prefix;

/**
 * Which destinations a rule is about.
 *
 * @param prefix what to compare with
 * @param minLength the shortest prefix length that matches, inside {@code prefix}
 * @param maxLength the longest prefix length that matches
 */
public record PrefixMatch(Prefix prefix, int minLength, int maxLength) {

    public PrefixMatch {
        if (minLength < prefix.length() || maxLength > prefix.address().bitLength() || minLength > maxLength) {
            throw new IllegalArgumentException("prefix lengths " + minLength + ".." + maxLength + " in " + prefix);
        }
    }

    /** Exactly this prefix. */
    public static PrefixMatch exact(Prefix prefix) {
        return new PrefixMatch(prefix, prefix.length(), prefix.length());
    }

    /** This prefix and everything inside it. */
    public static PrefixMatch orLonger(Prefix prefix) {
        return new PrefixMatch(prefix, prefix.length(), prefix.address().bitLength());
    }

    public boolean matches(Prefix candidate) {
        return candidate.length() >= minLength && candidate.length() <= maxLength && prefix.contains(candidate);
    }
}
