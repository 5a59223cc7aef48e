package io.nightjar.daemon.control;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Map;
import java.util.Set;

/** Reports as JSON. */
public final class ReportJson {

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private ReportJson() {}

    /** Writes a report that is made of records. */
    public static String write(Object report) {
        try {
            return MAPPER.writeValueAsString(report) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report has no JSON form", e);
        }
    }

    /** The same in one line, as it is sent. */
    static ByteBuf compact(Object report) {
        ByteBuf octets = Unpooled.buffer();
        try (ByteBufOutputStream out = new ByteBufOutputStream(octets)) {
            MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT).writeValue((OutputStream) out, report);
            octets.writeByte('\n');
            return octets;
        } catch (IOException e) {
            throw new IllegalStateException("a report has no JSON form", e);
        }
    }

    /** Writes JSON piece by piece, in the same form. */
    static JsonGenerator generator(Writer out) {
        try {
            return MAPPER.writer().createGenerator(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of a report, and what stands there. */
    static Set<Map.Entry<String, JsonNode>> fields(Object report) {
        return MAPPER.<ObjectNode>valueToTree(report).properties();
    }

    /** Reads a report; names that this version does not know are skipped. */
    static <T> T read(String json, Class<T> type) throws JsonProcessingException {
        return MAPPER.readValue(json, type);
    }
}
