package io.nightjar.calico.model;

import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Ipv6Address;
import io.nightjar.bgp.net.Prefix;

/** The words of which values are made. */
final class Scalars {

    private static final int QUOTED = 40;

    private static final AsNumber LAST = AsNumber.of(0xffff_ffffL);

    private Scalars() {}

    /** Makes something of a word. */
    @FunctionalInterface
    interface Reader<T> {

        T read(String text) throws MalformedObjectException;
    }

    /** Reads the word that a field holds; what is wrong with it is said with the field's name. */
    static <T> T named(String field, String text, Reader<T> reader) throws MalformedObjectException {
        try {
            return reader.read(text);
        } catch (MalformedObjectException e) {
            throw new MalformedObjectException("'" + field + "': " + e.getMessage());
        }
    }

    /** The family that a path says: {@code 4} or {@code 6}. */
    static Afi family(String digit) {
        return digit.equals("4") ? Afi.IPV4 : Afi.IPV6;
    }

    /** Any number that can stand in a path. */
    static AsNumber numberInPath(String text) throws MalformedObjectException {
        try {
            return AsNumber.parse(text.strip());
        } catch (IllegalArgumentException e) {
            throw new MalformedObjectException("not an AS number: " + quote(text));
        }
    }

    /** An AS number that a speaker can have: RFC 7607 (0), RFC 6793 §9 (AS_TRANS), RFC 7300 (the last one) exclude three. */
    static AsNumber asNumber(String text) throws MalformedObjectException {
        AsNumber number = numberInPath(text);
        if (number.value() == 0 || number.equals(AsNumber.AS_TRANS) || number.equals(LAST)) {
            throw new MalformedObjectException("AS " + number + " is reserved");
        }
        return number;
    }

    /** Any address. */
    static IpAddress anyAddress(String text) throws MalformedObjectException {
        try {
            return IpAddress.parse(text.strip());
        } catch (IllegalArgumentException e) {
            throw new MalformedObjectException("not an IP address: " + quote(text));
        }
    }

    /** An address with which a session is possible. */
    static IpAddress address(String text, Afi afi) throws MalformedObjectException {
        IpAddress address = anyAddress(text);
        if (!address.afi().equals(afi)) {
            throw new MalformedObjectException(address + " is not an " + afi + " address");
        }
        boolean zoneless = afi.equals(Afi.IPV6) && address.isLinkLocal();
        boolean mapped = address instanceof Ipv6Address v6 && v6.isIpv4Mapped();
        if (address.isUnspecified() || address.isMulticast() || zoneless || mapped) {
            throw new MalformedObjectException("no session is possible with " + address);
        }
        return address;
    }

    /** A prefix of any family with its length. */
    static Prefix prefix(String text) throws MalformedObjectException {
        Prefix prefix;
        try {
            prefix = Prefix.parse(text.strip());
        } catch (IllegalArgumentException e) {
            throw new MalformedObjectException("not a prefix: " + quote(text));
        }
        if (text.indexOf('/') < 0) {
            throw new MalformedObjectException("a prefix without a length: " + quote(text));
        }
        return prefix;
    }

    /** A prefix with its length. */
    static Prefix prefix(String text, Afi afi) throws MalformedObjectException {
        Prefix prefix = prefix(text);
        if (!prefix.afi().equals(afi)) {
            throw new MalformedObjectException(prefix + " is not an " + afi + " prefix");
        }
        return prefix;
    }

    /** The beginning of a text as printable ASCII: fit for a log line, whatever it was. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("'");
        text.chars().limit(QUOTED).forEach(c -> quoted.append(c >= ' ' && c < 0x7f ? (char) c : '?'));
        return quoted.append(text.length() > QUOTED ? "...'" : "'").toString();
    }
}
