package io.nightjar.conformance.sim;

import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.codec.DecodedMessage;
import io.nightjar.bgp.codec.MessageBlock;
import io.nightjar.bgp.codec.MessageCodec;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.message.BgpMessage;
import io.nightjar.bgp.message.KeepaliveMessage;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.peer.PeerType;
import io.nightjar.fsm.TcpFailure;
import io.nightjar.fsm.session.Connection;
import io.nightjar.fsm.session.ConnectionListener;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One end of a simulated TCP connection. What is sent arrives in order, some time later; it counts as waiting until the peer has
 * taken it, so a peer that does not read makes this end unwritable, as buffers and windows would. On the loop of its process.
 */
final class WireEnd implements Connection {

    private static final MessageCodec CODEC = new MessageCodec();

    /** Until the OPENs have been exchanged only their framing matters. */
    private static final CodecContext BEFORE_OPEN =
            CodecContext.standard(PeerType.EXTERNAL, false, Set.of(AddressFamily.IPV4_UNICAST));

    private static final MessageBlock KEEPALIVE =
            MessageBlock.of(List.of(CODEC.encode(KeepaliveMessage.INSTANCE, BEFORE_OPEN)));

    private final Network network;
    private final SpeakerProcess process;
    private final IpAddress localAddress;
    private final Machine remote;
    private final IpAddress remoteAddress;
    private final Route there = new Route();
    private final Deque<Segment> inbox = new ArrayDeque<>(2);
    private @Nullable WireEnd other;
    private @Nullable ConnectionListener listener;
    private CodecContext context = BEFORE_OPEN;
    private int read;
    private long readAt;
    private int waiting;
    private long taken;
    private boolean keepaliveWaits;
    private boolean unwritable;
    private long fullSince;
    private boolean mustStop;
    private boolean paused;
    private boolean reading;
    private boolean readLater;
    private boolean closed;

    WireEnd(Network network, SpeakerProcess process, IpAddress localAddress, Machine remote, IpAddress remoteAddress) {
        this.network = network;
        this.process = process;
        this.localAddress = localAddress;
        this.remote = remote;
        this.remoteAddress = remoteAddress;
    }

    /** The way to the other end: what has not got through, and when the last piece arrives. */
    static final class Route {

        private long lastArrival;
        private @Nullable Deque<Segment> held;

        /** When a piece arrives that is sent now and takes so long: not before those sent earlier. */
        long arrival(long nanos) {
            lastArrival = Math.max(lastArrival, nanos);
            return lastArrival;
        }

        /** Keeps a piece until the way is open again. */
        void hold(Segment segment) {
            if (held == null) {
                held = new ArrayDeque<>();
            }
            held.add(segment);
        }

        boolean holds() {
            return held != null;
        }

        /** What was held, in its order. */
        Deque<Segment> release() {
            Deque<Segment> released = held == null ? new ArrayDeque<>() : held;
            held = null;
            return released;
        }
    }

    void join(WireEnd end) {
        other = end;
    }

    @Nullable
    WireEnd other() {
        return other;
    }

    Route there() {
        return there;
    }

    SpeakerProcess process() {
        return process;
    }

    Machine remote() {
        return remote;
    }

    boolean isClosed() {
        return closed;
    }

    /** What a message of a piece says, if it is sent here. */
    BgpMessage meaning(Segment segment, int index) {
        try {
            return segment.message(index, context, network.decoder()).message();
        } catch (BgpProtocolException malformed) {
            throw new IllegalStateException("sent by " + process.machine(), malformed);
        }
    }

    /** How many octets the peer has not taken. */
    int waiting() {
        return waiting;
    }

    @Override
    public IpAddress localAddress() {
        return localAddress;
    }

    @Override
    public IpAddress remoteAddress() {
        return remoteAddress;
    }

    @Override
    public void attach(ConnectionListener attached) {
        listener = attached;
        // What has arrived before is read after what the caller does now.
        process.inLoopAt(process.now(), this::readOn);
    }

    @Override
    public void useContext(CodecContext next) {
        context = network.decoder().shared(next);
    }

    /**
     * A KEEPALIVE that has not left says as much as two. What waits for somebody who is gone is sent again by TCP, until that has the
     * connection reset: so does the second one here.
     */
    @Override
    public void send(BgpMessage message) {
        boolean keepalive = message instanceof KeepaliveMessage;
        if (keepalive && keepaliveWaits && other != null && !other.isClosed()) {
            return;
        }
        keepaliveWaits = keepalive;
        send(keepalive ? KEEPALIVE : MessageBlock.of(List.of(CODEC.encode(message, context))));
    }

    @Override
    public void send(List<byte[]> messages) {
        if (closed) {
            return;
        }
        process.countPiece();
        Segment segment = network.segment(MessageBlock.of(messages));
        waiting += segment.octets();
        if (unwritable && fullSince < network.events()) {
            network.watcher().sentInto(this, segment);
        }
        if (!unwritable && waiting >= network.limits().octets()) {
            unwritable = true;
            fullSince = network.events();
        }
        network.transmit(this, segment);
    }

    @Override
    public boolean isWritable() {
        return !closed && !unwritable;
    }

    @Override
    public long sendMark() {
        return waiting == 0 ? NOTHING_WAITS : taken;
    }

    /** The network here holds what does not get through, and the session's own timer ends it. */
    @Override
    public void useSendHoldTime(Duration time) {}

    @Override
    public void pauseReading() {
        paused = true;
    }

    @Override
    public void resumeReading() {
        paused = false;
        mustStop = false;
        readOn();
    }

    @Override
    public void close() {
        if (!closed) {
            vanish();
            network.transmit(this, Segment.FIN);
        }
    }

    @Override
    public void abort() {
        if (!closed) {
            vanish();
            network.transmit(this, Segment.RST);
        }
    }

    /** This end is gone, and nobody tells. */
    void vanish() {
        closed = true;
        listener = null;
        inbox.clear();
        network.closed(this);
    }

    /** A piece has arrived. */
    void arrived(Segment segment) {
        if (closed) {
            if (segment.kind() == Segment.Kind.DATA) {
                network.transmit(this, Segment.RST);
            }
        } else if (segment.kind() == Segment.Kind.RST) {
            lost("connection reset by the peer");
        } else {
            inbox.add(segment);
            readOn();
        }
    }

    private void lost(String reason) {
        ConnectionListener told = listener;
        vanish();
        if (told != null) {
            told.connectionLost(TcpFailure.of(reason));
        }
    }

    /** Handles what has arrived, one message after the other, until somebody wants it to stop. */
    private void readOn() {
        if (reading) {
            return;
        }
        reading = true;
        try {
            while (canRead()) {
                readOne();
            }
        } finally {
            reading = false;
        }
    }

    private boolean canRead() {
        if (closed || paused || listener == null || inbox.isEmpty()) {
            return false;
        }
        if (readAt <= process.now()) {
            return true;
        }
        if (!readLater) {
            readLater = true;
            process.inLoopAt(readAt, () -> {
                readLater = false;
                readOn();
            });
        }
        return false;
    }

    private void readOne() {
        Segment first = inbox.element();
        if (first.kind() == Segment.Kind.FIN) {
            lost("connection closed by the peer");
            return;
        }
        readAt = process.now() + process.machine().readingNanos(process.now());
        int index = read;
        read++;
        if (read == first.messages().size()) {
            read = 0;
            inbox.remove();
        }
        if (other != null) {
            other.taken(first.messages().length(index));
        }
        handle(first, index);
    }

    private void handle(Segment segment, int index) {
        ConnectionListener told = listener;
        if (told == null) {
            return;
        }
        try {
            DecodedMessage decoded = segment.message(index, context, network.decoder());
            if (mustStop) {
                network.watcher().readOn(this);
            }
            network.watcher().received(process, decoded.message());
            told.messageReceived(decoded.message(), decoded.faults());
            mustStop = decoded.message() instanceof UpdateMessage
                    && process.table().takeFull();
        } catch (BgpProtocolException violation) {
            told.protocolViolated(violation);
        }
    }

    private void taken(int octets) {
        waiting -= octets;
        taken++;
        keepaliveWaits &= waiting > 0;
        if (unwritable && waiting <= network.limits().octets() / 2) {
            unwritable = false;
            process.inLoopAt(process.now(), () -> {
                if (listener != null) {
                    listener.writable();
                }
            });
        }
    }
}
