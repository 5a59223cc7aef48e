package io.nightjar.daemon.decode;

import io.nightjar.daemon.pcap.CaptureReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Recognizes inputs and has them decoded. */
public final class InputDecoder {

    private static final int BUFFER = 1 << 16;

    private final DecodeOptions options;
    private final @Nullable InputFormat format;
    private final DecodeReport report;

    /**
     * Decodes all inputs alike.
     *
     * @param format of all inputs; null to recognize each
     */
    public InputDecoder(DecodeOptions options, @Nullable InputFormat format, DecodeReport report) {
        this.options = options;
        this.format = format;
        this.report = report;
    }

    /**
     * Decodes one input to its end; what is wrong with it goes into the report.
     *
     * @param source its name
     * @param raw from its beginning; it is not closed here
     * @param progress is told how many octets of it have been read
     */
    public void decode(String source, InputStream raw, LongConsumer progress) {
        try {
            InputStream counted = new CountedInput(raw, progress, report::flush);
            InputStream in = new BufferedInputStream(counted, BUFFER);
            byte[] beginning = beginning(in);
            if (beginning.length >= 2 && (beginning[0] & 0xff) == 0x1f && (beginning[1] & 0xff) == 0x8b) {
                in = new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER);
                beginning = beginning(in);
            }
            decode(source, in, beginning);
        } catch (IOException e) {
            report.unreadable(source, "cannot be read any further: " + e.getMessage());
        }
    }

    private static byte[] beginning(InputStream in) throws IOException {
        in.mark(InputFormat.BEGINNING);
        byte[] beginning = in.readNBytes(InputFormat.BEGINNING);
        in.reset();
        return beginning;
    }

    private void decode(String source, InputStream in, byte[] beginning) throws IOException {
        Optional<InputFormat> recognized = format == null ? InputFormat.of(beginning) : Optional.of(format);
        if (recognized.isEmpty()) {
            boolean bzip2 = beginning.length > 2 && beginning[0] == 'B' && beginning[1] == 'Z' && beginning[2] == 'h';
            report.unreadable(
                    source,
                    bzip2
                            ? "compressed with bzip2: give it to 'bzcat' first, and its output to standard input here"
                            : "neither hexadecimal text nor a capture (pcap, pcapng) nor an MRT file");
            return;
        }
        switch (recognized.get()) {
            case HEX -> new HexDecoder(source, options, report).decode(in);
            case PCAP -> new CaptureDecoder(source, options, report).decode(CaptureReader.of(beginning, in));
            case MRT -> new MrtDecoder(source, report).decode(in);
        }
    }
}
