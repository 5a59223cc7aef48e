package io.nightjar.daemon.decode;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nightjar.daemon.json.JsonLines;
import java.util.function.Consumer;

/** What is told: objects on standard output, and problems once more for people. */
public final class DecodeReport {

    /** So many problems are told to people; all of them are in the output. */
    private static final int MAX_COMPLAINTS = 20;

    private static final int LINES_BETWEEN_CHECKS = 256;

    private final JsonLines out;
    private final Consumer<String> complaints;
    private long problems;
    private long lines;
    private boolean broken;

    /**
     * Starts without problems.
     *
     * @param complaints takes one line about each of the first problems
     */
    public DecodeReport(JsonLines out, Consumer<String> complaints) {
        this.out = out;
        this.complaints = complaints;
    }

    /** A new object with its place. */
    static ObjectNode entry(String kind, Place place) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("source", place.source())
                .put(place.unit().equals("message") ? "number" : place.unit(), place.record())
                .put("offset", place.offset())
                .put("kind", kind);
    }

    void write(ObjectNode entry) {
        out.write(entry);
        lines++;
        if (lines % LINES_BETWEEN_CHECKS == 0) {
            broken = out.isBroken();
        }
    }

    /** Something that could not be decoded and has no object of its own. */
    void problem(Place place, String text) {
        complain(place, text);
        write(entry("error", place).put("error", text));
    }

    /** The same for what has one. */
    void complain(Place place, String text) {
        problems++;
        if (problems <= MAX_COMPLAINTS) {
            complaints.accept(place + ": " + text);
        } else if (problems == MAX_COMPLAINTS + 1) {
            complaints.accept("there are more problems; all of them are in the output");
        }
    }

    /** Something worth knowing that is no problem. */
    void note(Place place, String text) {
        write(entry("note", place).put("note", text));
    }

    /** An input that cannot be read, from its beginning or any further. */
    public void unreadable(String source, String text) {
        problems++;
        complaints.accept(source + ": " + text);
        write(JsonNodeFactory.instance
                .objectNode()
                .put("source", source)
                .put("kind", "error")
                .put("error", text));
    }

    /** How much could not be decoded. */
    public long problems() {
        return problems;
    }

    /** Whether nobody reads the output any more. */
    public boolean isBroken() {
        return broken;
    }

    /** Makes what has been written so far visible. */
    public void flush() {
        out.flush();
    }
}
