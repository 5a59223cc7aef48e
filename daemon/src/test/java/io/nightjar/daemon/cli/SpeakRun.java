package io.nightjar.daemon.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nightjar.daemon.SystemNanoClock;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import picocli.CommandLine;

/** {@code nightjar speak} in a thread of its own, with its input and its output at hand. */
final class SpeakRun {

    private static final int PATIENCE_SECONDS = 30;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final PipedOutputStream input = new PipedOutputStream();
    private final StringWriter complaints = new StringWriter();
    private final BlockingQueue<JsonNode> lines = new LinkedBlockingQueue<>();
    private final List<JsonNode> seen = new ArrayList<>();
    private final CompletableFuture<Integer> exitCode;

    private SpeakRun(String... arguments) {
        PipedInputStream read;
        try {
            read = new PipedInputStream(input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        CommandErrors errors = new CommandErrors();
        CommandLine command = new CommandLine(new SpeakCommand(new SystemNanoClock(), read))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .setOut(new PrintWriter(new LineWriter()))
                .setErr(new PrintWriter(complaints));
        exitCode = CompletableFuture.supplyAsync(() -> command.execute(arguments), task -> new Thread(task).start());
    }

    static SpeakRun of(String... arguments) {
        return new SpeakRun(arguments);
    }

    /** Says a line. */
    void say(String line) {
        try {
            input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for an object, and forgets those before it. */
    JsonNode await(Predicate<JsonNode> wanted) throws InterruptedException {
        while (true) {
            JsonNode line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("not seen, but " + seen + " " + complaints);
            }
            seen.add(line);
            if (wanted.test(line)) {
                return line;
            }
        }
    }

    JsonNode await(String kind) throws InterruptedException {
        return await(line -> line.path("kind").asText().equals(kind));
    }

    int exitCode() {
        return exitCode.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    String complaints() {
        return complaints.toString();
    }

    /** Cuts what is written into lines. */
    private final class LineWriter extends Writer {

        private final StringBuilder line = new StringBuilder();

        @Override
        public void write(char[] text, int offset, int length) {
            for (int i = offset; i < offset + length; i++) {
                if (text[i] == '\n') {
                    end();
                } else {
                    line.append(text[i]);
                }
            }
        }

        private void end() {
            try {
                lines.add(MAPPER.readTree(line.toString()));
            } catch (JsonProcessingException e) {
                throw new AssertionError(line.toString(), e);
            }
            line.setLength(0);
        }

        @Override
        public void flush() {
            // Lines are whole already.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
