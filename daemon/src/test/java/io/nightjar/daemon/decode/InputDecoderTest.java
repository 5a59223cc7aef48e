package io.nightjar.daemon.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.time.NanoClock;
import io.nightjar.daemon.json.JsonLines;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputDecoderTest {

    private static final String KEEPALIVE = "ff".repeat(16) + "001304";

    @Test
    void whatIsNothingOfTheseIsSaidToBe() {
        Decoded decoded = Decoded.of("hello".getBytes(StandardCharsets.UTF_8));

        assertThat(decoded.problems()).isEqualTo(1);
        assertThat(decoded.complaints())
                .containsExactly("in: neither hexadecimal text nor a capture (pcap, pcapng) nor an MRT file");
    }

    @Test
    void aFileOfBzip2HasAHint() {
        assertThat(Decoded.of("BZh91AY".getBytes(StandardCharsets.UTF_8))
                        .complaints()
                        .get(0))
                .startsWith("in: compressed with bzip2: give it to 'bzcat' first");
    }

    @Test
    void aFormatCanBeForced() {
        Decoded decoded =
                Decoded.of(KEEPALIVE.getBytes(StandardCharsets.UTF_8), DecodeOptions.DEFAULT, InputFormat.MRT);

        assertThat(decoded.kinds()).containsExactly("error");
        assertThat(InputFormat.MRT).hasToString("mrt");
    }

    @Test
    void theOutputIsMadeVisibleBeforeInputIsWaitedFor() {
        ByteArrayOutputStream visible = new ByteArrayOutputStream();
        PrintWriter out = new PrintWriter(visible, false, StandardCharsets.UTF_8);
        DecodeReport report = new DecodeReport(new JsonLines(out, false), complaint -> {});
        List<Integer> sizes = new ArrayList<>();
        InputStream slow = new InputStream() {

            private final InputStream octets =
                    new ByteArrayInputStream((KEEPALIVE + KEEPALIVE).getBytes(StandardCharsets.UTF_8));

            @Override
            public int read() throws IOException {
                return octets.read();
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                sizes.add(visible.size());
                return octets.read(into, offset, Math.min(length, KEEPALIVE.length()));
            }
        };
        new InputDecoder(DecodeOptions.DEFAULT, null, report).decode("in", slow, read -> {});

        assertThat(sizes.get(0)).isZero();
        assertThat(sizes.get(1)).isPositive();
    }

    @Test
    void aReaderThatHasGoneEndsTheWork() {
        OutputStream gone = new OutputStream() {

            @Override
            public void write(int octet) throws IOException {
                throw new IOException("gone");
            }
        };
        PrintWriter out = new PrintWriter(gone, false, StandardCharsets.UTF_8);
        DecodeReport report = new DecodeReport(new JsonLines(out, false), complaint -> {});
        long[] read = new long[1];
        byte[] much = KEEPALIVE.repeat(20000).getBytes(StandardCharsets.UTF_8);
        new InputDecoder(DecodeOptions.DEFAULT, null, report)
                .decode("in", new ByteArrayInputStream(much), now -> read[0] = now);

        assertThat(report.isBroken()).isTrue();
        assertThat(read[0]).isLessThan(much.length);
    }

    @Test
    void progressIsDrawnAtItsPaceAndWiped() {
        StringWriter terminal = new StringWriter();
        long[] now = new long[1];
        NanoClock clock = () -> now[0];
        try (ProgressLine line = new ProgressLine(new PrintWriter(terminal), clock, "file", 200)) {
            line.accept(50);
            assertThat(terminal.toString()).isEmpty();
            now[0] = 100_000_000;
            line.accept(100);
            line.accept(150);
        }

        assertThat(terminal.toString()).isEqualTo("\rfile [" + "#".repeat(20) + " ".repeat(20) + "]  50 %\r\033[K");
    }

    @Test
    void aQuickFileHasNoProgress() {
        StringWriter terminal = new StringWriter();
        try (ProgressLine line = new ProgressLine(new PrintWriter(terminal), () -> 0, "file", 0)) {
            line.accept(1);
        }

        assertThat(terminal.toString()).isEmpty();
    }
}
