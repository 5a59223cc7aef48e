package io.nightjar.daemon.decode;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.nightjar.bgp.codec.MessageFramer;
import io.nightjar.bgp.error.BgpProtocolException;

/**
 * Cuts messages out of octets that come in any portions. A session would end at the first bad header; here the next marker
 * is looked for. Holds one message that is not complete.
 */
final class MessageStream {

    private static final int MARKER_LENGTH = 16;
    private static final int MARKER_OCTET = 0xff;

    private final FrameListener listener;
    private final ByteBuf buffer = Unpooled.buffer(0);

    /** Of the buffer's first readable octet. */
    private long offset;

    /** How much has been skipped in search of a marker; -1 while none is needed. */
    private long searched = -1;

    private boolean anything;

    MessageStream(FrameListener listener) {
        this.listener = listener;
    }

    /** The stream may begin inside a message. */
    void startAnywhere() {
        searched = 0;
    }

    void append(ByteBuf octets) {
        buffer.discardReadBytes();
        buffer.writeBytes(octets, octets.readerIndex(), octets.readableBytes());
        boolean more = true;
        while (more) {
            more = searched >= 0 ? findMarker() : cutMessage();
        }
    }

    private boolean cutMessage() {
        try {
            int length = MessageFramer.frameLength(buffer, listener.maxMessageLength());
            if (length < 0) {
                return false;
            }
            anything = true;
            listener.frame(buffer.slice(buffer.readerIndex(), length), offset);
            advance(length);
        } catch (BgpProtocolException e) {
            listener.badHeader(offset, String.valueOf(e.getMessage()));
            searched = 0;
            skip(1);
        }
        return true;
    }

    /** Says whether a marker is at the front now. */
    private boolean findMarker() {
        int run = 0;
        int end = buffer.writerIndex();
        for (int i = buffer.readerIndex(); i < end; i++) {
            run = buffer.getUnsignedByte(i) == MARKER_OCTET ? run + 1 : 0;
            boolean last = run >= MARKER_LENGTH && (i + 1 == end || buffer.getUnsignedByte(i + 1) != MARKER_OCTET);
            if (last && i + 1 < end) {
                skip(i + 1 - MARKER_LENGTH - buffer.readerIndex());
                endSearch();
                return true;
            }
        }
        // A marker may have begun; longer runs are shortened to one.
        skip(Math.max(0, buffer.readableBytes() - Math.min(run, MARKER_LENGTH)));
        return false;
    }

    private void endSearch() {
        if (searched > 0) {
            listener.skipped(offset - searched, searched, !anything);
        }
        searched = -1;
    }

    private void skip(int octets) {
        searched += octets;
        advance(octets);
    }

    private void advance(int octets) {
        buffer.skipBytes(octets);
        offset += octets;
    }

    /** Octets are missing here; what follows may begin inside a message. */
    void gap(long octets) {
        finish("before a gap of " + octets + " octets");
        anything = true;
        offset += octets;
        searched = 0;
    }

    /** The stream ends here. */
    void end() {
        finish("at the end");
    }

    private void finish(String why) {
        if (searched >= 0) {
            skip(buffer.readableBytes());
            endSearch();
        } else if (buffer.isReadable()) {
            int left = buffer.readableBytes();
            listener.incomplete(offset, left, why);
            advance(left);
        }
    }

    /** Where the message that is not complete begins. */
    long offset() {
        return offset;
    }

    /** What is held, in octets. */
    int held() {
        return buffer.readableBytes();
    }
}
