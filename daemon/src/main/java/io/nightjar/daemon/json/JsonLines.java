package io.nightjar.daemon.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;

/** Writes objects one after the other: one line each, or indented for people. */
public final class JsonLines {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final PrintWriter out;
    private final ObjectWriter writer;

    public JsonLines(PrintWriter out, boolean pretty) {
        this.out = out;
        this.writer = pretty ? MAPPER.writerWithDefaultPrettyPrinter() : MAPPER.writer();
    }

    public void write(ObjectNode object) {
        try {
            out.print(writer.writeValueAsString(object) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree has no JSON form", e);
        }
    }

    public void flush() {
        out.flush();
    }

    /** Whether nobody reads any more; flushes. */
    public boolean isBroken() {
        return out.checkError();
    }
}
