package io.nightjar.bgp.mrt;

import io.nightjar.bgp.codec.DecodedAttributes;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.AddressFamily;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A route of a table, from one peer (RFC 6396 §4.2, §4.3.4; RFC 8050 §4).
 *
 * @param sequence the number of the record in its table
 * @param peerIndex of the peer in the table's list, or {@link #NO_INDEX} in a TABLE_DUMP
 * @param peer null if there is none with that index
 * @param originated when the route was received
 */
public record RibEntry(
        long sequence,
        AddressFamily family,
        Nlri route,
        int peerIndex,
        @Nullable MrtPeer peer,
        Instant originated,
        DecodedAttributes attributes) {

    /** TABLE_DUMP names the peer in each record. */
    public static final int NO_INDEX = -1;
}
