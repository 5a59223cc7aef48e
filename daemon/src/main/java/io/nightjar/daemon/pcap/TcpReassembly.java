package io.nightjar.daemon.pcap;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Map;
import java.util.TreeMap;

/**
 * One direction of a connection, put in order (RFC 9293 §3.4): what comes again is dropped, what comes early waits for what
 * is missing. A gap is given up when the receiver has acknowledged what lies behind it (so it was not lost on the way, but
 * by the capture), when too much waits, or at the end.
 */
public final class TcpReassembly {

    /** How much may wait for one gap. */
    public static final int MAX_WAITING = 1 << 20;

    private final StreamListener listener;

    /** What waits, by position. */
    private final TreeMap<Long, byte[]> waiting = new TreeMap<>();

    private boolean started;

    /** The sequence number of position 0. */
    private int base;

    /** How far the octets have been told, or given up. */
    private long position;

    private int waitingOctets;
    private long retransmitted;
    private long outOfOrder;
    private long gaps;

    public TcpReassembly(StreamListener listener) {
        this.listener = listener;
    }

    /** Whether any sequence number is known. */
    public boolean isStarted() {
        return started;
    }

    /** Whether a SYN with this number begins the stream that is known already. */
    public boolean beginsWith(int sequence) {
        return started && base == sequence + 1;
    }

    /** The stream begins behind a SYN. */
    public void synchronize(int sequence) {
        started = true;
        base = sequence + 1;
        position = 0;
        waiting.clear();
        waitingOctets = 0;
    }

    /** A segment with data. The first one of a stream whose SYN was not seen is its beginning. */
    public void segment(int sequence, ByteBuf data) {
        if (!started) {
            synchronize(sequence - 1);
        }
        long start = positionOf(sequence);
        if (start + data.readableBytes() <= position) {
            retransmitted++;
        } else if (start > position) {
            outOfOrder++;
            hold(start, data);
        } else {
            deliver(start, data);
            drain();
        }
    }

    private long positionOf(int sequence) {
        return position + (sequence - (base + (int) position));
    }

    private void hold(long start, ByteBuf data) {
        byte[] known = waiting.get(start);
        if (known != null && known.length >= data.readableBytes()) {
            retransmitted++;
            return;
        }
        waiting.put(start, ByteBufUtil.getBytes(data));
        waitingOctets += data.readableBytes() - (known == null ? 0 : known.length);
        if (waitingOctets > MAX_WAITING) {
            giveUp();
        }
    }

    private void deliver(long start, ByteBuf data) {
        ByteBuf fresh = data.slice();
        fresh.skipBytes((int) (position - start));
        position += fresh.readableBytes();
        listener.data(fresh);
    }

    private void drain() {
        while (!waiting.isEmpty() && waiting.firstKey() <= position) {
            Map.Entry<Long, byte[]> first = waiting.pollFirstEntry();
            waitingOctets -= first.getValue().length;
            if (first.getKey() + first.getValue().length > position) {
                deliver(first.getKey(), Unpooled.wrappedBuffer(first.getValue()));
            }
        }
    }

    private void giveUp() {
        long missing = waiting.firstKey() - position;
        gaps++;
        position += missing;
        listener.gap(missing);
        drain();
    }

    /** The receiver has everything before this sequence number. */
    public void acknowledged(int sequence) {
        while (!waiting.isEmpty() && positionOf(sequence) >= waiting.firstKey()) {
            giveUp();
        }
    }

    /** Nothing more comes: what waits is told now. */
    public void end() {
        while (!waiting.isEmpty()) {
            giveUp();
        }
    }

    /** What waits, in octets. */
    public int waitingOctets() {
        return waitingOctets;
    }

    /** Octets that were told or given up. */
    public long octets() {
        return position;
    }

    /** Segments that brought nothing new. */
    public long retransmitted() {
        return retransmitted;
    }

    /** Segments that came before others that belong in front of them. */
    public long outOfOrder() {
        return outOfOrder;
    }

    /** Gaps that were given up. */
    public long gaps() {
        return gaps;
    }
}
