package io.nightjar.daemon.decode;

import io.netty.buffer.ByteBuf;

/** Is told what a stream of messages holds; offsets are octets from its beginning. */
interface FrameListener {

    /** The session's limit as far as it is known by now. */
    int maxMessageLength();

    /** One message with its header; valid only during the call. */
    void frame(ByteBuf frame, long offset);

    /** A header that cannot be right; the next marker is looked for. */
    void badHeader(long offset, String reason);

    /** Octets before the next marker; {@code atStart} if the stream began with them. */
    void skipped(long offset, long octets, boolean atStart);

    /** The beginning of a message whose rest is not there. */
    void incomplete(long offset, int octets, String why);
}
