package io.nightjar.bgp.mrt;

import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** PEER_INDEX_TABLE (RFC 6396 §4.3.1). */
final class PeerIndexTableReader {

    private static final int IPV6_ADDRESS = 1;
    private static final int FOUR_OCTET_AS = 2;

    private PeerIndexTableReader() {}

    static PeerIndexTable read(MrtFields in) throws MrtFormatException {
        BgpIdentifier collector = in.identifier("a collector's identifier");
        int nameLength = in.unsignedShort("a view name's length");
        String viewName = in.slice(nameLength, "a view name").toString(StandardCharsets.UTF_8);
        int count = in.unsignedShort("a peer count");
        List<MrtPeer> peers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int type = in.unsignedByte("a peer's type");
            BgpIdentifier identifier = in.identifier("a peer's identifier");
            IpAddress address = in.address((type & IPV6_ADDRESS) != 0, "a peer's address");
            AsNumber asNumber = in.asNumber((type & FOUR_OCTET_AS) != 0, "a peer's AS");
            peers.add(new MrtPeer(identifier, address, asNumber));
        }
        if (in.isReadable()) {
            throw new MrtFormatException(in.readable() + " octets after the last peer");
        }
        return new PeerIndexTable(collector, viewName, peers);
    }
}
