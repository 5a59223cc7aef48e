package io.nightjar.daemon.decode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nightjar.daemon.json.JsonLines;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of decoding some octets.
 *
 * @param lines the objects
 * @param complaints what was told to people
 * @param problems as the report counts them
 */
record Decoded(List<JsonNode> lines, List<String> complaints, long problems) {

    static Decoded of(byte[] input) {
        return of(input, DecodeOptions.DEFAULT, null);
    }

    static Decoded of(byte[] input, DecodeOptions options, @Nullable InputFormat format) {
        StringWriter text = new StringWriter();
        List<String> complaints = new ArrayList<>();
        DecodeReport report = new DecodeReport(new JsonLines(new PrintWriter(text), false), complaints::add);
        new InputDecoder(options, format, report).decode("in", new ByteArrayInputStream(input), read -> {});
        report.flush();
        ObjectMapper mapper = new ObjectMapper();
        List<JsonNode> lines =
                text.toString().lines().map(line -> parse(mapper, line)).toList();
        return new Decoded(lines, complaints, report.problems());
    }

    private static JsonNode parse(ObjectMapper mapper, String line) {
        try {
            return mapper.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }

    List<String> kinds() {
        return lines.stream().map(line -> line.path("kind").asText()).toList();
    }

    /** The types of all messages, in their order. */
    List<String> types() {
        return lines.stream()
                .filter(line -> line.path("kind").asText().equals("message"))
                .map(line -> line.at("/message/type").asText(line.path("type").asText()))
                .toList();
    }

    List<JsonNode> ofKind(String kind) {
        return lines.stream()
                .filter(line -> line.path("kind").asText().equals(kind))
                .toList();
    }
}
