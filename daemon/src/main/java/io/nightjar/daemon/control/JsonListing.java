package io.nightjar.daemon.control;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A JSON object with routes that come page by page, and that looks as if it had been written at once. One that is not ended is no
 * JSON, so that nobody takes it for all.
 */
public final class JsonListing {

    private final PrintWriter out;

    private final JsonGenerator json;

    private final Object head;

    private boolean begun;

    /**
     * Nothing is written before there is a page.
     *
     * @param head what has the object's first names
     */
    public JsonListing(PrintWriter out, Object head) {
        this.out = out;
        this.head = head;
        this.json = ReportJson.generator(out);
    }

    /** Writes a page of routes, and says whether anybody still reads. */
    public boolean add(List<?> routes) {
        try {
            begin();
            for (Object route : routes) {
                json.writePOJO(route);
            }
            json.flush();
            return !out.checkError();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void begin() throws IOException {
        if (!begun) {
            begun = true;
            json.writeStartObject();
            for (var field : ReportJson.fields(head)) {
                json.writeFieldName(field.getKey());
                json.writeTree(field.getValue());
            }
            json.writeArrayFieldStart("routes");
        }
    }

    /** There are no more. */
    public void end() {
        try {
            json.writeEndArray();
            json.writeNullField("next");
            json.writeEndObject();
            json.writeRaw('\n');
            json.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
