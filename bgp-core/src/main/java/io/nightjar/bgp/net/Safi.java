package io.nightjar.bgp.net;

/**
 * A subsequent address family identifier. The registry grows, so any 8-bit value is one.
 *
 * @param value 0 to 255
 */
public record Safi(int value) {

    /** RFC 4760: network layer reachability information used for unicast forwarding. */
    public static final Safi UNICAST = new Safi(1);

    public Safi {
        if (value < 0 || value > 0xff) {
            throw new IllegalArgumentException("SAFI out of range: " + value);
        }
    }

    @Override
    public String toString() {
        return value == 1 ? "unicast" : "safi-" + value;
    }
}
