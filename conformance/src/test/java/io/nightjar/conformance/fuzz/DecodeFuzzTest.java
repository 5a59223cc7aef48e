package io.nightjar.conformance.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.daemon.decode.DecodeOptions;
import io.nightjar.daemon.decode.DecodeReport;
import io.nightjar.daemon.decode.InputDecoder;
import io.nightjar.daemon.decode.InputFormat;
import io.nightjar.daemon.json.JsonLines;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Any file given to {@code nightjar decode}: options, format, content. */
class DecodeFuzzTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int GZIP = 0x1f;

    /** The format that an octet means; the last one is to be recognized. */
    private static final List<InputFormat> FORMATS = List.of(InputFormat.HEX, InputFormat.PCAP, InputFormat.MRT);

    static Stream<byte[]> seeds() {
        return Seeds.captures();
    }

    @MethodSource("seeds")
    @Timeout(30)
    @FuzzTest
    void file(byte[] input) {
        // What compressed octets hold is read as a stream, and may be as much as it likes.
        if (input.length < 3 || input[2] == GZIP) {
            return;
        }
        byte[] content = Arrays.copyOfRange(input, 2, input.length);
        int format = input[1] & 3;
        StringWriter out = new StringWriter();
        List<String> complaints = new ArrayList<>();
        DecodeReport report = new DecodeReport(new JsonLines(new PrintWriter(out), false), complaints::add);
        new InputDecoder(options(input[0]), format < FORMATS.size() ? FORMATS.get(format) : null, report)
                .decode("in", new ByteArrayInputStream(content), read -> {});
        report.flush();
        check(out.toString().lines().toList(), report, complaints, content);
    }

    private static DecodeOptions options(int octet) {
        CodecContext session = FuzzedSession.of(octet);
        return new DecodeOptions(
                session.peerType(),
                session.fourOctetAs(),
                session.addPathReceive(),
                session.maxMessageLength() > CodecContext.STANDARD_MESSAGE_LENGTH,
                179);
    }

    /** Each line an object with its kind and place, no more of them than octets, and no problem that nobody is told of. */
    private static void check(List<String> lines, DecodeReport report, List<String> complaints, byte[] content) {
        Check.that(
                lines.size() <= content.length + 2, () -> lines.size() + " objects of " + content.length + " octets");
        Check.equal(report.problems() == 0, complaints.isEmpty(), "complaints about " + report.problems());
        for (String line : lines) {
            JsonNode object = parsed(line);
            long offset = object.path("offset").asLong(-1);
            boolean placed = object.path("source").asText().equals("in") && offset >= 0 && offset <= content.length;
            Check.that(placed && !object.path("kind").asText().isEmpty(), () -> "an object without its place: " + line);
        }
    }

    private static JsonNode parsed(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }
}
