package io.nightjar.daemon.decode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.nightjar.bgp.message.OpenMessage;
import io.nightjar.daemon.json.FrameJson;
import io.nightjar.daemon.pcap.StreamListener;
import io.nightjar.daemon.pcap.TcpEndpoint;
import io.nightjar.daemon.pcap.TcpReassembly;
import io.nightjar.daemon.pcap.TcpSegment;
import java.time.Instant;

/** What one end of a connection sends. */
final class CapturedDirection implements StreamListener, FrameListener {

    private final TcpEndpoint from;
    private final TcpEndpoint to;
    private final ObservedOpens opens;
    private final DecodeReport report;
    private final MessageStream messages = new MessageStream(this);
    private final TcpReassembly stream = new TcpReassembly(this);
    private Place place = new Place("", "packet", 0, 0);
    private Instant time = Instant.EPOCH;
    private long messageCount;
    private boolean finishSeen;
    private boolean ended;

    CapturedDirection(TcpEndpoint from, TcpEndpoint to, ObservedOpens opens, DecodeReport report) {
        this.from = from;
        this.to = to;
        this.opens = opens;
        this.report = report;
    }

    /** Where the capture is. */
    void at(Place now, Instant nowTime) {
        place = now;
        time = nowTime;
    }

    /** Whether a SYN with this number begins another connection than the one that is known. */
    boolean hasEndedBefore(int sequence) {
        return ended || (stream.isStarted() && !stream.beginsWith(sequence));
    }

    void accept(TcpSegment segment) {
        if (ended) {
            return;
        }
        int sequence = segment.sequence();
        if (segment.isSynchronize()) {
            if (!stream.isStarted()) {
                stream.synchronize(sequence);
            }
            sequence++;
        }
        if (segment.data().isReadable()) {
            if (!stream.isStarted()) {
                messages.startAnywhere();
            }
            stream.segment(sequence, segment.data());
        }
        finishSeen |= segment.isFinish();
        if (finishSeen && stream.waitingOctets() == 0) {
            end();
        }
    }

    void acknowledged(int sequence) {
        stream.acknowledged(sequence);
    }

    boolean hasEnded() {
        return ended;
    }

    long held() {
        return ended ? 0 : messages.held() + stream.waitingOctets();
    }

    void end() {
        if (ended) {
            return;
        }
        ended = true;
        stream.end();
        messages.end();
        if (stream.isStarted()) {
            ObjectNode entry = entry("stream")
                    .put("octets", stream.octets())
                    .put("messages", messageCount)
                    .put("retransmitted", stream.retransmitted())
                    .put("outOfOrder", stream.outOfOrder())
                    .put("gaps", stream.gaps());
            report.write(entry);
        }
    }

    private ObjectNode entry(String kind) {
        ObjectNode entry = DecodeReport.entry(kind, place).put("time", time.toString());
        entry.putObject("from").put("address", from.address().toString()).put("port", from.port());
        entry.putObject("to").put("address", to.address().toString()).put("port", to.port());
        return entry;
    }

    @Override
    public void data(ByteBuf octets) {
        messages.append(octets);
    }

    @Override
    public void gap(long octets) {
        report.problem(place, described(octets + " octets were not captured"));
        messages.gap(octets);
    }

    private String described(String text) {
        return "from " + from + " to " + to + ": " + text;
    }

    @Override
    public int maxMessageLength() {
        return opens.context(from, to).maxMessageLength();
    }

    @Override
    public void frame(ByteBuf frame, long offset) {
        FrameJson decoded = FrameJson.of(frame, opens.context(from, to));
        ObjectNode entry = entry("message").put("streamOffset", offset);
        entry.setAll(decoded.json());
        if (!decoded.problem().isEmpty()) {
            report.complain(place, described(decoded.problem()));
        }
        report.write(entry);
        messageCount++;
        if (decoded.message() instanceof OpenMessage open) {
            opened(open);
        }
    }

    private void opened(OpenMessage open) {
        opens.opened(from, open);
        if (opens.areComplete()) {
            ObjectNode entry = entry("session");
            ObservedSession.describe(opens.context(from, to), entry.putObject("sent"));
            ObservedSession.describe(opens.context(to, from), entry.putObject("received"));
            report.write(entry);
        }
    }

    @Override
    public void badHeader(long offset, String reason) {
        report.problem(place, described("at octet " + offset + " of the stream: " + reason));
    }

    @Override
    public void skipped(long offset, long octets, boolean atStart) {
        String where = atStart ? "the capture begins inside a message: " : "";
        report.note(place, described(where + octets + " octets skipped up to the next marker"));
    }

    @Override
    public void incomplete(long offset, int octets, String why) {
        report.problem(
                place,
                described("a message at octet " + offset + " of the stream ends after " + octets + " octets, " + why));
    }
}
