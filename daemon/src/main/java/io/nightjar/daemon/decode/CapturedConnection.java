package io.nightjar.daemon.decode;

import io.nightjar.daemon.pcap.TcpEndpoint;
import io.nightjar.daemon.pcap.TcpSegment;
import java.time.Instant;

/** Two ends of which one listens for BGP, and the connection between them; one after the other if ports are used again. */
final class CapturedConnection {

    private final TcpEndpoint one;
    private final TcpEndpoint other;
    private final DecodeOptions options;
    private final DecodeReport report;
    private CapturedDirection fromOne;
    private CapturedDirection fromOther;

    CapturedConnection(TcpEndpoint one, TcpEndpoint other, DecodeOptions options, DecodeReport report) {
        this.one = one;
        this.other = other;
        this.options = options;
        this.report = report;
        ObservedOpens opens = new ObservedOpens(options);
        this.fromOne = new CapturedDirection(one, other, opens, report);
        this.fromOther = new CapturedDirection(other, one, opens, report);
    }

    void accept(TcpSegment segment, Place place, Instant time) {
        boolean forward = segment.source().equals(one);
        if (segment.isSynchronize() && (forward ? fromOne : fromOther).hasEndedBefore(segment.sequence())) {
            end();
            ObservedOpens opens = new ObservedOpens(options);
            fromOne = new CapturedDirection(one, other, opens, report);
            fromOther = new CapturedDirection(other, one, opens, report);
        }
        CapturedDirection sender = forward ? fromOne : fromOther;
        CapturedDirection receiver = forward ? fromOther : fromOne;
        sender.at(place, time);
        receiver.at(place, time);
        if (segment.isAcknowledgment()) {
            receiver.acknowledged(segment.acknowledgment());
        }
        sender.accept(segment);
        if (segment.isReset()) {
            end();
        }
    }

    /** Whether neither end will say anything more. */
    boolean isClosed() {
        return fromOne.hasEnded() && fromOther.hasEnded();
    }

    /** Nothing more is heard. */
    void end() {
        fromOne.end();
        fromOther.end();
    }

    /** What is held back, in octets. */
    long held() {
        return fromOne.held() + fromOther.held();
    }

    @Override
    public String toString() {
        return one + " and " + other;
    }
}
