package io.nightjar.bgp.capability;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import java.util.List;

/**
 * The sender takes next hops of another address family (RFC 8950 §4).
 *
 * @param entries which, in the order sent
 */
public record ExtendedNextHopCapability(List<Entry> entries) implements Capability {

    public static final int CODE = 5;

    private static final int MAX_ENTRIES = 0xff / 6;

    public ExtendedNextHopCapability {
        entries = List.copyOf(entries);
        if (entries.size() > MAX_ENTRIES) {
            throw new IllegalArgumentException(entries.size() + " entries in one capability");
        }
    }

    @Override
    public int code() {
        return CODE;
    }

    /** Whether routes of {@code family} may have next hops of {@code nextHop}. */
    public boolean allows(AddressFamily family, Afi nextHop) {
        return entries.contains(new Entry(family, nextHop));
    }

    /**
     * A combination that the sender takes.
     *
     * @param family of the routes; its SAFI has two octets here, of which the first is always zero
     * @param nextHop of their next hops
     */
    public record Entry(AddressFamily family, Afi nextHop) {}
}
