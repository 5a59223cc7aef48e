package io.nightjar.bgp.mrt;

import io.nightjar.bgp.net.BgpIdentifier;
import java.util.List;

/**
 * PEER_INDEX_TABLE (RFC 6396 §4.3.1): the peers that the routes of a table are from.
 *
 * @param collector who wrote the table
 * @param viewName often empty
 * @param peers in the order of their indices
 */
public record PeerIndexTable(BgpIdentifier collector, String viewName, List<MrtPeer> peers) {

    public PeerIndexTable {
        peers = List.copyOf(peers);
    }
}
