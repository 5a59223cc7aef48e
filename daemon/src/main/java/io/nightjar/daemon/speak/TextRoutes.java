package io.nightjar.daemon.speak;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file with a route on each line. */
final class TextRoutes implements RouteSource {

    private final Path file;
    private final BufferedReader lines;
    private long number;

    TextRoutes(Path file) throws IOException {
        this.file = file;
        this.lines = Files.newBufferedReader(file);
    }

    @Override
    public Optional<RouteChange> next() throws IOException, RouteTextException {
        for (String line = readLine(); line != null; line = readLine()) {
            number++;
            try {
                Words words = Words.of(line);
                if (words.hasNext()) {
                    return Optional.of(RouteText.line(words));
                }
            } catch (RouteTextException e) {
                throw new RouteTextException(file + ":" + number + ": " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    private @Nullable String readLine() throws IOException {
        try {
            return lines.readLine();
        } catch (MalformedInputException e) {
            throw new IOException("it is no text in UTF-8", e);
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
