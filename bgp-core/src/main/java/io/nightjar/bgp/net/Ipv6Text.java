package io.nightjar.bgp.net;

/** The text form of IPv6 addresses: RFC 4291 §2.2 when reading, RFC 5952 §4 when writing. */
final class Ipv6Text {

    private static final int GROUPS = 8;

    private Ipv6Text() {}

    static Ipv6Address parse(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            int[] all = groups(text, text);
            if (all.length != GROUPS) {
                throw malformed(text);
            }
            return of(all);
        }
        int[] head = groups(text.substring(0, gap), text);
        int[] tail = groups(text.substring(gap + 2), text);
        if (head.length + tail.length >= GROUPS) {
            throw malformed(text);
        }
        int[] all = new int[GROUPS];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(tail, 0, all, GROUPS - tail.length, tail.length);
        return of(all);
    }

    private static int[] groups(String part, String whole) {
        if (part.isEmpty()) {
            return new int[0];
        }
        String[] words = part.split(":", -1);
        boolean dotted = words[words.length - 1].indexOf('.') >= 0;
        int[] groups = new int[words.length + (dotted ? 1 : 0)];
        for (int i = 0; i < words.length - (dotted ? 1 : 0); i++) {
            groups[i] = group(words[i], whole);
        }
        if (dotted) {
            int bits = embedded(words[words.length - 1], whole).bits();
            groups[groups.length - 2] = bits >>> 16;
            groups[groups.length - 1] = bits & 0xffff;
        }
        return groups;
    }

    private static Ipv4Address embedded(String word, String whole) {
        if (!whole.endsWith(word)) {
            throw malformed(whole);
        }
        try {
            return Ipv4Address.parse(word);
        } catch (IllegalArgumentException e) {
            throw malformed(whole);
        }
    }

    private static int group(String word, String whole) {
        if (word.isEmpty() || word.length() > 4) {
            throw malformed(whole);
        }
        int value = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw malformed(whole);
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static Ipv6Address of(int[] groups) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < 4; i++) {
            high = high << 16 | groups[i];
            low = low << 16 | groups[i + 4];
        }
        return new Ipv6Address(high, low);
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException("not an IPv6 address: '" + text + "'");
    }

    static String format(Ipv6Address address) {
        if (address.isIpv4Mapped()) {
            return "::ffff:" + new Ipv4Address((int) address.low());
        }
        int start = longestZeroRun(address);
        int end = start < 0 ? -1 : start + zeroRunAt(address, start);
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < GROUPS; i++) {
            if (i == start) {
                text.append("::");
                i = end - 1;
                continue;
            }
            if (i > 0 && i != end) {
                text.append(':');
            }
            text.append(Integer.toHexString(address.group(i)));
        }
        return text.toString();
    }

    /** RFC 5952 §4.2: the longest run of at least two zero groups, the first one when several are as long. */
    private static int longestZeroRun(Ipv6Address address) {
        int best = -1;
        int bestLength = 1;
        for (int i = 0; i < GROUPS; i++) {
            int length = zeroRunAt(address, i);
            if (length > bestLength) {
                best = i;
                bestLength = length;
            }
        }
        return best;
    }

    private static int zeroRunAt(Ipv6Address address, int start) {
        int end = start;
        while (end < GROUPS && address.group(end) == 0) {
            end++;
        }
        return end - start;
    }
}
