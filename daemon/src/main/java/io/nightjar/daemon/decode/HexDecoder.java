package io.nightjar.daemon.decode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.daemon.json.FrameJson;
import java.io.IOException;
import java.io.InputStream;

/** Messages in hexadecimal text: digits, white space, colons and {@code 0x}. */
final class HexDecoder implements FrameListener {

    private static final int CHUNK = 4096;

    private final String source;
    private final CodecContext context;
    private final DecodeReport report;
    private final MessageStream stream = new MessageStream(this);
    private final ByteBuf octets = Unpooled.buffer(CHUNK);
    private long messages;
    private long position;
    private final HexDigits digits = new HexDigits();

    HexDecoder(String source, DecodeOptions options, DecodeReport report) {
        this.source = source;
        this.context = options.context(false);
        this.report = report;
    }

    void decode(InputStream in) throws IOException {
        byte[] text = new byte[CHUNK];
        boolean sound = true;
        int length = in.read(text);
        while (length >= 0 && sound && !report.isBroken()) {
            for (int i = 0; i < length && sound; i++) {
                sound = accept((char) (text[i] & 0xff));
                position++;
            }
            push();
            length = sound ? in.read(text) : length;
        }
        if (sound && digits.isOdd()) {
            report.problem(place(), "an odd number of digits");
        }
        stream.end();
    }

    private void push() {
        stream.append(octets);
        octets.clear();
    }

    private boolean accept(char c) {
        if (!digits.accept(c, octets)) {
            push();
            String found = "'" + HexDigits.printable(c) + "' at character " + (position + 1);
            report.problem(place(), found + " is no hexadecimal digit");
            return false;
        }
        return true;
    }

    private Place place() {
        return place(stream.offset() + stream.held());
    }

    private Place place(long offset) {
        return new Place(source, "message", messages + 1, offset);
    }

    @Override
    public int maxMessageLength() {
        return context.maxMessageLength();
    }

    @Override
    public void frame(ByteBuf frame, long offset) {
        Place place = place(offset);
        FrameJson decoded = FrameJson.of(frame, context);
        ObjectNode entry = DecodeReport.entry("message", place);
        entry.setAll(decoded.json());
        if (!decoded.problem().isEmpty()) {
            report.complain(place, decoded.problem());
        }
        report.write(entry);
        messages++;
    }

    @Override
    public void badHeader(long offset, String reason) {
        report.problem(place(offset), reason);
    }

    @Override
    public void skipped(long offset, long octetCount, boolean atStart) {
        report.note(place(offset), octetCount + " octets skipped in search of a marker");
    }

    @Override
    public void incomplete(long offset, int octetCount, String why) {
        report.problem(place(offset), "a message ends after " + octetCount + " octets, " + why);
    }
}
