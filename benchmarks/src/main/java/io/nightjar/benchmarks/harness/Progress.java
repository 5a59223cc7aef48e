package io.nightjar.benchmarks.harness;

import io.nightjar.daemon.cli.Terminal;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which of many cases is being measured, and how long the rest will take: a bar that is drawn anew every second where people look, and a
 * line for each case elsewhere. The rest is expected to take as long for each case as those that are over.
 */
public final class Progress implements AutoCloseable {

    private static final int BAR_LENGTH = 24;
    private static final String START_OF_LINE = "\r";
    private static final String CLEAR_REST = "\u001b[K";

    private final PrintStream out;
    private final int total;
    private final LongSupplier nanos;
    private final long start;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(Progress::daemon);
    private final @Nullable ScheduledFuture<?> redrawing;
    private String what = "";
    private int begun;

    /**
     * Begins.
     *
     * @param total number of cases
     * @param terminal whether it may draw over what it has drawn
     * @param nanos the time
     */
    Progress(PrintStream out, int total, boolean terminal, LongSupplier nanos) {
        this.out = out;
        this.total = total;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
        this.redrawing = terminal ? clock.scheduleAtFixedRate(this::draw, 1, 1, TimeUnit.SECONDS) : null;
    }

    /** Begins on standard error. */
    public static Progress of(int total) {
        return new Progress(System.err, total, Terminal.isStandardError(), System::nanoTime);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "progress");
        thread.setDaemon(true);
        return thread;
    }

    /** The next case begins; what was before it is over. */
    public synchronized void begin(String next) {
        begun++;
        what = next;
        if (redrawing == null) {
            out.println(line());
        } else {
            draw();
        }
    }

    /** Something else that people should read. */
    public synchronized void say(String text) {
        if (redrawing == null) {
            out.println(text);
        } else {
            out.println(START_OF_LINE + CLEAR_REST + text);
            draw();
        }
    }

    private synchronized void draw() {
        int full = total == 0 ? BAR_LENGTH : BAR_LENGTH * Math.max(0, begun - 1) / total;
        out.print(START_OF_LINE + "[" + "#".repeat(full) + ".".repeat(BAR_LENGTH - full) + "] " + line() + CLEAR_REST);
        out.flush();
    }

    private String line() {
        int over = Math.max(0, begun - 1);
        long elapsed = nanos.getAsLong() - start;
        String rest = over == 0 ? "" : ", about " + text(elapsed / over * (total - over)) + " left";
        return String.format(Locale.ROOT, "[%d/%d] %s (%s%s)", begun, total, what, text(elapsed), rest);
    }

    private static String text(long nanos) {
        Duration time = Duration.ofNanos(nanos);
        return String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
    }

    /** All is over: the bar goes. */
    @Override
    public void close() {
        clock.shutdownNow();
        if (redrawing != null) {
            redrawing.cancel(false);
            out.print(START_OF_LINE + CLEAR_REST);
            out.flush();
        }
    }
}
