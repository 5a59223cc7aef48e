package io.nightjar.daemon.decode;

import io.nightjar.bgp.time.NanoClock;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongConsumer;

/** How far a file has been read, as one line that is drawn over itself. */
public final class ProgressLine implements LongConsumer, AutoCloseable {

    private static final int WIDTH = 40;
    private static final long PACE_NANOS = 100_000_000;

    private final PrintWriter terminal;
    private final NanoClock clock;
    private final String name;
    private final long size;
    private long lastDrawn;
    private boolean drawn;

    /**
     * Draws nothing yet.
     *
     * @param size of the file in octets
     */
    public ProgressLine(PrintWriter terminal, NanoClock clock, String name, long size) {
        this.terminal = terminal;
        this.clock = clock;
        this.name = name;
        this.size = size;
        this.lastDrawn = clock.nanoTime();
    }

    @Override
    public void accept(long read) {
        long now = clock.nanoTime();
        if (size > 0 && now - lastDrawn >= PACE_NANOS) {
            lastDrawn = now;
            drawn = true;
            int done = (int) (Math.min(read, size) * WIDTH / size);
            terminal.printf(
                    Locale.ROOT,
                    "\r%s [%s%s] %3d %%",
                    name,
                    "#".repeat(done),
                    " ".repeat(WIDTH - done),
                    Math.min(read, size) * 100 / size);
            terminal.flush();
        }
    }

    /** Wipes the line. */
    @Override
    public void close() {
        if (drawn) {
            terminal.print("\r\033[K");
            terminal.flush();
        }
    }
}
