package io.nightjar.bgp.net;

import java.util.Comparator;

/** An AFI and a SAFI: what a multiprotocol capability names (RFC 4760 §8). Ordered by AFI, then by SAFI. */
public record AddressFamily(Afi afi, Safi safi) implements Comparable<AddressFamily> {

    public static final AddressFamily IPV4_UNICAST = new AddressFamily(Afi.IPV4, Safi.UNICAST);

    public static final AddressFamily IPV6_UNICAST = new AddressFamily(Afi.IPV6, Safi.UNICAST);

    private static final Comparator<AddressFamily> ORDER = Comparator.<AddressFamily>comparingInt(
                    f -> f.afi().value())
            .thenComparingInt(f -> f.safi().value());

    /** The unicast family of an address or prefix. */
    public static AddressFamily unicast(Afi afi) {
        if (afi.equals(Afi.IPV4)) {
            return IPV4_UNICAST;
        }
        return afi.equals(Afi.IPV6) ? IPV6_UNICAST : new AddressFamily(afi, Safi.UNICAST);
    }

    /** Written out like {@link #hashCode}: asked for each route, several times. */
    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof AddressFamily that && afi.equals(that.afi) && safi.equals(that.safi));
    }

    @Override
    public int hashCode() {
        return afi.value() << 8 ^ safi.value();
    }

    @Override
    public int compareTo(AddressFamily other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return afi + "-" + safi;
    }
}
