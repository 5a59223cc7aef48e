package io.nightjar.daemon.speak;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** The lines of standard input, read by a thread of their own; that thread waits while nobody takes them. */
final class CommandLines {

    private static final int CAPACITY = 64;

    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(CAPACITY);
    private final Runnable arrived;

    /**
     * Begins to read.
     *
     * @param arrived told by the reading thread after each line
     */
    CommandLines(InputStream in, Runnable arrived) {
        this.arrived = arrived;
        Thread reader = new Thread(() -> read(in), "speak-input");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(InputStream in) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.put(line);
                arrived.run();
            }
        } catch (IOException e) {
            // Standard input is gone, and commands with it; the session stays.
            arrived.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next line, which stays the next one; null if there is none yet. */
    @Nullable
    String peek() {
        return lines.peek();
    }

    /** Takes the next line, which must be there. */
    String take() {
        return lines.remove();
    }
}
