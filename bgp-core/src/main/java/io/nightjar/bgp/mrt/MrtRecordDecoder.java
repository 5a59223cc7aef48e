package io.nightjar.bgp.mrt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.nightjar.bgp.codec.DecodedAttributes;
import io.nightjar.bgp.codec.TableDumpAttributes;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Octets;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.net.Safi;
import java.time.Instant;
import java.util.List;

/** Decodes the records of one file in their order; remembers the peers of the last PEER_INDEX_TABLE. */
public final class MrtRecordDecoder {

    private static final Safi MULTICAST = new Safi(2);
    private static final int PEER_INDEX_TABLE = 1;
    private static final int RIB_GENERIC = 6;
    private static final int GEO_PEER_TABLE = 7;
    private static final int RIB_IPV4_UNICAST_ADDPATH = 8;
    private static final int RIB_GENERIC_ADDPATH = 12;

    private final TableDumpAttributes attributes = new TableDumpAttributes();
    private final MrtSink sink;
    private List<MrtPeer> peers = List.of();

    public MrtRecordDecoder(MrtSink sink) {
        this.sink = sink;
    }

    /**
     * Tells the sink what a record holds.
     *
     * @throws MrtFormatException if it is not what it says; what stood before has been told
     */
    public void decode(MrtRecord record) throws MrtFormatException {
        switch (record.type()) {
            case MrtType.TABLE_DUMP -> tableDump(record);
            case MrtType.TABLE_DUMP_V2 -> tableDumpV2(record);
            case MrtType.BGP4MP, MrtType.BGP4MP_ET -> bgp4mp(record);
            default -> {
                if (!MrtType.isKnown(record.type())) {
                    throw new MrtFormatException("there is no type " + record.type());
                }
                unsupported(record);
            }
        }
    }

    private void unsupported(MrtRecord record) {
        sink.unsupported(MrtType.describe(record.type(), record.subtype()));
    }

    /** RFC 6396 §4.2. */
    private void tableDump(MrtRecord record) throws MrtFormatException {
        if (record.subtype() != Afi.IPV4.value() && record.subtype() != Afi.IPV6.value()) {
            unsupported(record);
            return;
        }
        boolean ipv6 = record.subtype() == Afi.IPV6.value();
        MrtFields in = new MrtFields(record.body());
        in.unsignedShort("a view number");
        long sequence = in.unsignedShort("a sequence number");
        IpAddress address = in.address(ipv6, "a prefix");
        int length = in.unsignedByte("a prefix length");
        if (length > address.bitLength()) {
            throw new MrtFormatException("a prefix with a length of " + length + " bits");
        }
        in.unsignedByte("a status");
        Instant originated = in.time("an originated time");
        IpAddress peerAddress = in.address(ipv6, "a peer's address");
        AsNumber peerAs = in.asNumber(false, "a peer's AS");
        ByteBuf list = in.slice(in.unsignedShort("an attribute length"), "attributes");
        AddressFamily family = AddressFamily.unicast(new Afi(record.subtype()));
        sink.ribEntry(new RibEntry(
                sequence,
                family,
                Nlri.of(new Prefix(address, length)),
                RibEntry.NO_INDEX,
                new MrtPeer(new BgpIdentifier(0), peerAddress, peerAs),
                originated,
                attributes.decode(list, family, false)));
        requireEnd(in);
    }

    /** RFC 6396 §4.3, RFC 8050 §4. */
    private void tableDumpV2(MrtRecord record) throws MrtFormatException {
        int subtype = record.subtype();
        if (subtype == PEER_INDEX_TABLE) {
            peers = List.of();
            PeerIndexTable table = PeerIndexTableReader.read(new MrtFields(record.body()));
            peers = table.peers();
            sink.peerIndexTable(table);
        } else if (subtype == GEO_PEER_TABLE || subtype < PEER_INDEX_TABLE || subtype > RIB_GENERIC_ADDPATH) {
            unsupported(record);
        } else if (subtype == RIB_GENERIC || subtype == RIB_GENERIC_ADDPATH) {
            genericRib(record);
        } else {
            MrtFields in = new MrtFields(record.body());
            long sequence = in.unsignedInt("a sequence number");
            // IPv4 unicast, IPv4 multicast, IPv6 unicast, IPv6 multicast; then the same with path identifiers.
            int index = (subtype - 2) % RIB_GENERIC;
            AddressFamily family =
                    new AddressFamily(index < 2 ? Afi.IPV4 : Afi.IPV6, index % 2 == 0 ? Safi.UNICAST : MULTICAST);
            rib(in, sequence, family, subtype >= RIB_IPV4_UNICAST_ADDPATH);
        }
    }

    /** RFC 6396 §4.3.3: read where the route is a plain prefix. */
    private void genericRib(MrtRecord record) throws MrtFormatException {
        MrtFields in = new MrtFields(record.body());
        long sequence = in.unsignedInt("a sequence number");
        Afi afi = new Afi(in.unsignedShort("an AFI"));
        Safi safi = new Safi(in.unsignedByte("a SAFI"));
        boolean plain =
                (afi.equals(Afi.IPV4) || afi.equals(Afi.IPV6)) && (safi.equals(Safi.UNICAST) || safi.equals(MULTICAST));
        if (plain) {
            rib(in, sequence, new AddressFamily(afi, safi), record.subtype() == RIB_GENERIC_ADDPATH);
        } else {
            sink.unsupported(MrtType.describe(record.type(), record.subtype()) + " of " + afi + "-" + safi);
        }
    }

    private void rib(MrtFields in, long sequence, AddressFamily family, boolean addPath) throws MrtFormatException {
        Prefix prefix = in.prefix(family.afi(), "a prefix");
        int count = in.unsignedShort("an entry count");
        for (int i = 0; i < count; i++) {
            int peerIndex = in.unsignedShort("a peer index");
            Instant originated = in.time("an originated time");
            long pathId = addPath ? in.unsignedInt("a path identifier") : Nlri.NO_PATH_ID;
            ByteBuf list = in.slice(in.unsignedShort("an attribute length"), "attributes");
            DecodedAttributes decoded = attributes.decode(list, family, true);
            Nlri route = new Nlri(prefix, pathId);
            // GoBGP gives its own routes an index that its list does not have.
            MrtPeer peer = peerIndex < peers.size() ? peers.get(peerIndex) : null;
            sink.ribEntry(new RibEntry(sequence, family, route, peerIndex, peer, originated, decoded));
        }
        requireEnd(in);
    }

    private static void requireEnd(MrtFields in) throws MrtFormatException {
        if (in.isReadable()) {
            throw new MrtFormatException(in.readable() + " octets after the last field");
        }
    }

    /** RFC 6396 §4.4, RFC 8050 §3. */
    private void bgp4mp(MrtRecord record) throws MrtFormatException {
        switch (record.subtype()) {
            case 0 -> stateChange(record, false);
            case 5 -> stateChange(record, true);
            case 1, 4, 6, 7, 8, 9, 10, 11 -> message(record);
            default -> unsupported(record);
        }
    }

    private void stateChange(MrtRecord record, boolean fourOctetAs) throws MrtFormatException {
        MrtFields in = new MrtFields(record.body());
        Bgp4mpSession session = session(in, fourOctetAs);
        int oldState = in.unsignedShort("an old state");
        int newState = in.unsignedShort("a new state");
        sink.stateChange(new Bgp4mpStateChange(session, oldState, newState));
        requireEnd(in);
    }

    private void message(MrtRecord record) throws MrtFormatException {
        int subtype = record.subtype();
        boolean fourOctetAs = switch (subtype) {
            case 4, 7, 9, 11 -> true;
            default -> false;
        };
        boolean addPath = subtype >= 8;
        boolean sentByLocal = switch (subtype) {
            case 6, 7, 10, 11 -> true;
            default -> false;
        };
        MrtFields in = new MrtFields(record.body());
        Bgp4mpSession session = session(in, fourOctetAs);
        Octets octets = Octets.of(ByteBufUtil.getBytes(in.rest()));
        sink.message(new Bgp4mpMessage(session, fourOctetAs, addPath, sentByLocal, octets));
    }

    private static Bgp4mpSession session(MrtFields in, boolean fourOctetAs) throws MrtFormatException {
        AsNumber peerAs = in.asNumber(fourOctetAs, "a peer's AS");
        AsNumber localAs = in.asNumber(fourOctetAs, "a local AS");
        int interfaceIndex = in.unsignedShort("an interface index");
        int afi = in.unsignedShort("an AFI");
        if (afi != Afi.IPV4.value() && afi != Afi.IPV6.value()) {
            throw new MrtFormatException("addresses of AFI " + afi);
        }
        boolean ipv6 = afi == Afi.IPV6.value();
        IpAddress peer = in.address(ipv6, "a peer's address");
        IpAddress local = in.address(ipv6, "a local address");
        return new Bgp4mpSession(peerAs, localAs, interfaceIndex, peer, local);
    }
}
