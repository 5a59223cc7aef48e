package io.nightjar.daemon.top;

import io.nightjar.bgp.time.NanoClock;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Samples and keys on a screen, until somebody leaves. One thread asks the daemon, one reads keys, and both hand what comes of it to the
 * one that draws; so keys are obeyed while a daemon does not answer.
 */
public final class LiveView {

    /** Keys and samples that wait; who finds it full waits, too. */
    private static final int MOST_WAITING = 64;

    /** How often it is looked whether the terminal has another size, and ages are drawn anew. */
    private static final int DRAW_SECONDS = 1;

    private final TerminalScreen screen;
    private final NanoClock clock;
    private final BlockingQueue<Runnable> inbox = new ArrayBlockingQueue<>(MOST_WAITING);
    private History history = History.NONE;
    private View view;
    private boolean leaving;

    /**
     * Shows nothing yet.
     *
     * @param view to begin with
     */
    public LiveView(TerminalScreen screen, NanoClock clock, View view) {
        this.screen = screen;
        this.clock = clock;
        this.view = view;
    }

    /** Returns when somebody leaves, or the terminal has gone. */
    public void run(Probe probe, Duration interval) throws TerminalException {
        ScheduledExecutorService sampler =
                Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "top-sampler"));
        try (InputStream keys = new FileInputStream(TerminalSettings.TERMINAL)) {
            var unused =
                    sampler.scheduleWithFixedDelay(() -> look(probe), 0, interval.toMillis(), TimeUnit.MILLISECONDS);
            daemon(() -> read(new KeyReader(keys)), "top-keys").start();
            while (!leaving) {
                draw();
                obey(inbox.poll(DRAW_SECONDS, TimeUnit.SECONDS));
            }
        } catch (IOException e) {
            throw new TerminalException(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sampler.shutdownNow();
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private void draw() throws TerminalException {
        Frame frame = new Frame(history, clock.nanoTime(), screen.size());
        view = frame.settled(view);
        screen.draw(frame.lines(view));
    }

    private void obey(@Nullable Runnable first) {
        Runnable next = first;
        while (next != null) {
            next.run();
            next = inbox.poll();
        }
    }

    private void look(Probe probe) {
        UnaryOperator<History> news = probe.look();
        hand(() -> history = news.apply(history));
    }

    private void read(KeyReader keys) {
        try {
            for (Key key = keys.next(); key != Key.QUIT; key = keys.next()) {
                Key pressed = key;
                hand(() -> press(pressed));
            }
            hand(() -> leaving = true);
        } catch (IOException e) {
            // A terminal that cannot be read any more is one that was closed.
            hand(() -> leaving = true);
        }
    }

    private void press(Key key) {
        if (key == Key.REDRAW) {
            screen.forget();
        }
        view = view.after(key);
    }

    private void hand(Runnable what) {
        try {
            inbox.put(what);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
