package io.nightjar.conformance.sim;

import io.nightjar.bgp.time.NanoClock;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Tells people how far a long run is: on a terminal in one line that is written again and again, elsewhere in a line now and then.
 * The only one in here who asks for the real time; nothing that happens in a run depends on it.
 */
final class Progress {

    /** Nobody watches. */
    static final Progress NONE = new Progress(Style.NONE, new PrintWriter(PrintWriter.nullWriter()), () -> 0);

    private static final int EVENTS_BETWEEN_LOOKS = 1024;

    private static final double NANOS = 1e9;

    /** Back to the beginning of the line, and nothing in it. */
    private static final String ERASE = "\r\u001b[K";

    private final Style style;
    private final PrintWriter out;
    private final NanoClock clock;
    private String title = "";
    private long nextNanos;
    private long lookedNanos;
    private long lookedEvents;
    private int countdown = EVENTS_BETWEEN_LOOKS;
    private boolean shown;

    /**
     * Nothing is told yet; the first time is after one interval.
     *
     * @param clock the real time
     */
    Progress(Style style, PrintWriter out, NanoClock clock) {
        this.style = style;
        this.out = out;
        this.clock = clock;
        lookedNanos = clock.nanoTime();
        nextNanos = lookedNanos + style.intervalNanos;
    }

    /** How it is told. */
    enum Style {
        NONE(Long.MAX_VALUE / 2),
        /** One line that is written again and again. */
        TERMINAL(500_000_000L),
        /** Lines. */
        LINES(10_000_000_000L);

        private final long intervalNanos;

        Style(long intervalNanos) {
            this.intervalNanos = intervalNanos;
        }
    }

    /** Which of several runs it is. */
    void title(String text) {
        title = text;
    }

    /**
     * An event has happened.
     *
     * @param events how many have
     * @param state how far the run is, asked only if it is to be told
     */
    void happened(long events, Supplier<String> state) {
        countdown--;
        if (countdown == 0) {
            countdown = EVENTS_BETWEEN_LOOKS;
            look(events, state);
        }
    }

    private void look(long events, Supplier<String> state) {
        long now = clock.nanoTime();
        if (now - nextNanos < 0) {
            return;
        }
        double seconds = (now - lookedNanos) / NANOS;
        // Of another run than the last time, there are fewer.
        long news = events < lookedEvents ? events : events - lookedEvents;
        String line = title
                + state.get()
                + String.format(Locale.ROOT, ", %d events, %.0f a second", events, news / Math.max(seconds, 1e-9));
        lookedNanos = now;
        lookedEvents = events;
        nextNanos = now + style.intervalNanos;
        show(line);
    }

    private void show(String line) {
        if (style == Style.TERMINAL) {
            out.print(ERASE + line);
            shown = true;
        } else {
            out.println(line);
        }
        out.flush();
    }

    /** Leaves the terminal's line to others. */
    void clear() {
        if (shown) {
            shown = false;
            out.print(ERASE);
            out.flush();
        }
    }
}
