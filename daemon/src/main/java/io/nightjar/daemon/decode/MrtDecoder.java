package io.nightjar.daemon.decode;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.mrt.Bgp4mpMessage;
import io.nightjar.bgp.mrt.Bgp4mpSession;
import io.nightjar.bgp.mrt.Bgp4mpStateChange;
import io.nightjar.bgp.mrt.MrtFormatException;
import io.nightjar.bgp.mrt.MrtPeer;
import io.nightjar.bgp.mrt.MrtReader;
import io.nightjar.bgp.mrt.MrtRecord;
import io.nightjar.bgp.mrt.MrtRecordDecoder;
import io.nightjar.bgp.mrt.MrtSink;
import io.nightjar.bgp.mrt.PeerIndexTable;
import io.nightjar.bgp.mrt.RibEntry;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.peer.PeerType;
import io.nightjar.daemon.json.AttributesJson;
import io.nightjar.daemon.json.FaultJson;
import io.nightjar.daemon.json.FrameJson;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** MRT files (RFC 6396). */
final class MrtDecoder implements MrtSink {

    /** The numbers of RFC 6396 §4.4.1, with those that Quagga and its heirs add. */
    private static final List<String> STATES =
            List.of("0", "Idle", "Connect", "Active", "OpenSent", "OpenConfirm", "Established", "Clearing", "Deleted");

    private final String source;
    private final DecodeReport report;
    private Place place;
    private Instant time = Instant.EPOCH;

    MrtDecoder(String source, DecodeReport report) {
        this.source = source;
        this.report = report;
        this.place = new Place(source, "record", 1, 0);
    }

    void decode(InputStream in) throws IOException {
        MrtReader reader = new MrtReader(in);
        MrtRecordDecoder decoder = new MrtRecordDecoder(this);
        boolean more = true;
        while (more && !report.isBroken()) {
            more = decodeNext(reader, decoder);
        }
    }

    private boolean decodeNext(MrtReader reader, MrtRecordDecoder decoder) throws IOException {
        try {
            Optional<MrtRecord> next = reader.next();
            if (next.isEmpty()) {
                return false;
            }
            MrtRecord record = next.get();
            place = new Place(source, "record", record.number(), record.offset());
            time = record.time();
            decoder.decode(record);
        } catch (MrtFormatException e) {
            place = new Place(source, "record", reader.number(), reader.recordOffset());
            report.problem(place, String.valueOf(e.getMessage()));
        }
        return true;
    }

    private ObjectNode entry(String kind) {
        return DecodeReport.entry(kind, place).put("time", time.toString());
    }

    @Override
    public void peerIndexTable(PeerIndexTable table) {
        ObjectNode entry = entry("peer-index-table")
                .put("collector", table.collector().toString())
                .put("view", table.viewName());
        ArrayNode peers = entry.putArray("peers");
        for (int i = 0; i < table.peers().size(); i++) {
            peer(i, table.peers().get(i), peers.addObject());
        }
        report.write(entry);
    }

    private static void peer(int index, MrtPeer peer, ObjectNode object) {
        if (index != RibEntry.NO_INDEX) {
            object.put("index", index).put("identifier", peer.identifier().toString());
        }
        end(peer.address(), peer.asNumber(), object);
    }

    private static void end(IpAddress address, AsNumber asNumber, ObjectNode object) {
        object.put("address", address.toString()).put("as", asNumber.value());
    }

    @Override
    public void ribEntry(RibEntry rib) {
        ObjectNode entry = entry("rib-entry")
                .put("sequence", rib.sequence())
                .put("family", rib.family().toString())
                .put("prefix", rib.route().prefix().toString());
        if (rib.route().hasPathId()) {
            entry.put("pathId", rib.route().pathId());
        }
        ObjectNode origin = entry.putObject("peer");
        MrtPeer peer = rib.peer();
        if (peer == null) {
            origin.put("index", rib.peerIndex());
            report.problem(place, "there is no peer " + rib.peerIndex() + " in the PEER_INDEX_TABLE");
        } else {
            peer(rib.peerIndex(), peer, origin);
        }
        entry.put("originated", rib.originated().toString());
        entry.set("attributes", AttributesJson.of(rib.attributes().attributes()));
        if (!rib.attributes().faults().isEmpty()) {
            entry.set("faults", FaultJson.of(rib.attributes().faults()));
        }
        report.write(entry);
    }

    @Override
    public void message(Bgp4mpMessage message) {
        Bgp4mpSession session = message.session();
        ObjectNode entry = entry("message");
        ObjectNode from = entry.putObject("from");
        ObjectNode to = entry.putObject("to");
        end(session.peerAddress(), session.peerAs(), message.sentByLocal() ? to : from);
        end(session.localAddress(), session.localAs(), message.sentByLocal() ? from : to);
        ByteBuf frame = Unpooled.wrappedBuffer(message.message().toBytes());
        FrameJson decoded = FrameJson.of(frame, context(message));
        entry.setAll(decoded.json());
        if (!decoded.problem().isEmpty()) {
            report.complain(place, decoded.problem());
        }
        report.write(entry);
    }

    private static CodecContext context(Bgp4mpMessage message) {
        Bgp4mpSession session = message.session();
        boolean internal = session.peerAs().equals(session.localAs());
        return new CodecContext(
                internal ? PeerType.INTERNAL : PeerType.EXTERNAL,
                message.fourOctetAs(),
                DecodeOptions.FAMILIES,
                message.addPath() ? DecodeOptions.FAMILIES : Set.of(),
                Set.of(),
                CodecContext.EXTENDED_MESSAGE_LENGTH,
                session.peerAddress().isLoopback(),
                true);
    }

    @Override
    public void stateChange(Bgp4mpStateChange change) {
        ObjectNode entry = entry("state-change");
        end(change.session().peerAddress(), change.session().peerAs(), entry.putObject("peer"));
        end(change.session().localAddress(), change.session().localAs(), entry.putObject("local"));
        report.write(entry.put("oldState", state(change.oldState())).put("newState", state(change.newState())));
    }

    private static String state(int number) {
        return number < STATES.size() ? STATES.get(number) : Integer.toString(number);
    }

    @Override
    public void unsupported(String kind) {
        report.complain(place, kind + " is not decoded");
        report.write(entry("unsupported").put("type", kind));
    }
}
