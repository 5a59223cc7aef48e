package io.nightjar.daemon.decode;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.daemon.pcap.CaptureFormatException;
import io.nightjar.daemon.pcap.CaptureReader;
import io.nightjar.daemon.pcap.CapturedPacket;
import io.nightjar.daemon.pcap.FragmentException;
import io.nightjar.daemon.pcap.TcpEndpoint;
import io.nightjar.daemon.pcap.TcpSegment;
import java.io.IOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The BGP sessions in a capture. */
final class CaptureDecoder {

    /** So many connections are followed at once; the one that has been quiet for longest gives way. */
    private static final int MAX_CONNECTIONS = 1024;

    /** What all connections together may hold back. */
    private static final long MAX_HELD = 8L << 20;

    private final String source;
    private final DecodeOptions options;
    private final DecodeReport report;

    /**
     * By their two ends, the smaller one first; in the order of their last segments. One that is over stays as long as there is room:
     * what comes again behind its end must not look like the beginning of another.
     */
    private final Map<Ends, CapturedConnection> connections = new LinkedHashMap<>(16, 0.75f, true);

    private final Set<Integer> unknownLinkTypes = new HashSet<>();
    private long held;

    CaptureDecoder(String source, DecodeOptions options, DecodeReport report) {
        this.source = source;
        this.options = options;
        this.report = report;
    }

    private record Ends(TcpEndpoint one, TcpEndpoint other) {

        static Ends of(TcpSegment segment) {
            TcpEndpoint source = segment.source();
            TcpEndpoint destination = segment.destination();
            return source.compareTo(destination) <= 0 ? new Ends(source, destination) : new Ends(destination, source);
        }

        boolean areAt(IpAddress address, IpAddress otherAddress) {
            return (one.address().equals(address) && other.address().equals(otherAddress))
                    || (one.address().equals(otherAddress) && other.address().equals(address));
        }
    }

    void decode(CaptureReader reader) throws IOException {
        try {
            Optional<CapturedPacket> packet = reader.next();
            while (packet.isPresent() && !report.isBroken()) {
                accept(packet.get());
                packet = reader.next();
            }
        } catch (CaptureFormatException e) {
            report.problem(
                    new Place(source, "packet", reader.number(), reader.offset()), String.valueOf(e.getMessage()));
        }
        connections.values().forEach(CapturedConnection::end);
        connections.clear();
    }

    private Place place(CapturedPacket packet) {
        return new Place(source, "packet", packet.number(), packet.offset());
    }

    private void accept(CapturedPacket packet) {
        if (!TcpSegment.knowsLinkType(packet.linkType())) {
            if (unknownLinkTypes.add(packet.linkType())) {
                report.problem(place(packet), "packets of link type " + packet.linkType() + " are not decoded");
            }
            return;
        }
        try {
            Optional<TcpSegment> segment = TcpSegment.of(packet).filter(this::isBgp);
            if (segment.isPresent()) {
                accept(segment.get(), packet);
            }
        } catch (FragmentException e) {
            fragment(e, packet);
        }
    }

    private boolean isBgp(TcpSegment segment) {
        return segment.source().port() == options.port()
                || segment.destination().port() == options.port();
    }

    /** Only the first fragment has ports; the others are ours if their addresses speak BGP. */
    private void fragment(FragmentException fragment, CapturedPacket packet) {
        TcpSegment first = fragment.first();
        boolean ours = first == null
                ? connections.keySet().stream().anyMatch(ends -> ends.areAt(fragment.source(), fragment.destination()))
                : isBgp(first);
        if (ours) {
            report.problem(place(packet), fragment.getMessage() + ": fragments are not put together");
        }
    }

    private void accept(TcpSegment segment, CapturedPacket packet) {
        CapturedConnection connection = connections.computeIfAbsent(
                Ends.of(segment), ends -> new CapturedConnection(ends.one(), ends.other(), options, report));
        long before = connection.held();
        connection.accept(segment, place(packet), packet.time());
        held += connection.held() - before;
        if (connections.size() > MAX_CONNECTIONS) {
            connections.values().removeIf(CapturedConnection::isClosed);
        }
        Iterator<CapturedConnection> eldest = connections.values().iterator();
        while (connections.size() > 1 && (connections.size() > MAX_CONNECTIONS || held > MAX_HELD)) {
            CapturedConnection quiet = eldest.next();
            held -= quiet.held();
            report.note(place(packet), "too many connections at once: " + quiet + " is not followed any longer");
            quiet.end();
            eldest.remove();
        }
    }
}
