package io.nightjar.daemon.cli;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.slf4j.event.KeyValuePair;

/**
 * The log for machines: one JSON object in a line. {@code time} (UTC, milliseconds), {@code level}, {@code event} and {@code message}
 * are always there; {@code peer}, {@code prefix}, {@code reason}, {@code revision} and others where they have a meaning. An event
 * that has no name of its own has that of who tells it.
 */
final class JsonLines extends LineEncoder {

    static final String EVENT = "event";

    private final JsonFactory json = new JsonFactory();

    private final ThrowableProxyConverter traces = new ThrowableProxyConverter();

    @Override
    public void start() {
        traces.start();
        super.start();
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (JsonGenerator out = json.createGenerator(line)) {
            write(event, out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory is always writable", e);
        }
        line.write('\n');
        return line.toByteArray();
    }

    private void write(ILoggingEvent event, JsonGenerator out) throws IOException {
        List<KeyValuePair> pairs = event.getKeyValuePairs() == null ? List.of() : event.getKeyValuePairs();
        out.writeStartObject();
        out.writeStringField(
                "time", event.getInstant().truncatedTo(ChronoUnit.MILLIS).toString());
        out.writeStringField("level", event.getLevel().toString().toLowerCase(Locale.ROOT));
        if (pairs.stream().noneMatch(pair -> pair.key.equals(EVENT))) {
            out.writeStringField(EVENT, words(event.getLoggerName()));
        }
        for (KeyValuePair pair : pairs) {
            out.writeFieldName(pair.key);
            if (pair.value instanceof Number || pair.value instanceof Boolean) {
                out.writeRawValue(pair.value.toString());
            } else {
                out.writeString(String.valueOf(pair.value));
            }
        }
        out.writeStringField("message", event.getFormattedMessage());
        if (event.getThrowableProxy() != null) {
            out.writeStringField("exception", traces.convert(event));
        }
        out.writeEndObject();
    }

    /** {@code KernelSyncLoop} of any package is {@code kernel-sync-loop}. */
    private static String words(String loggerName) {
        String simple = loggerName.substring(loggerName.lastIndexOf('.') + 1);
        return simple.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
