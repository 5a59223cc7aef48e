package io.nightjar.daemon.pcap;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;

/** A stream that knows where it is, read in whole pieces. */
final class RecordInput {

    private final InputStream in;
    private long position;

    RecordInput(InputStream in) {
        this.in = in;
    }

    long position() {
        return position;
    }

    /** As many octets as asked for, or fewer at the end. */
    ByteBuf upTo(int length) throws IOException {
        byte[] octets = in.readNBytes(length);
        position += octets.length;
        return Unpooled.wrappedBuffer(octets);
    }

    /** Exactly as many octets as asked for. */
    ByteBuf exactly(int length, String what) throws IOException, CaptureFormatException {
        ByteBuf octets = upTo(length);
        if (octets.readableBytes() < length) {
            throw ends(octets.readableBytes(), length, what);
        }
        return octets;
    }

    static CaptureFormatException ends(int there, int wanted, String what) {
        return new CaptureFormatException("the file ends after " + there + " of the " + wanted + " octets of " + what);
    }
}
