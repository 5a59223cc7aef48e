package io.nightjar.daemon.top;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A terminal's second screen (ECMA-48 and xterm's sequences). Only lines that changed are written, each over what was there, so that
 * nothing flickers. However the process ends, unless it is killed, the first screen and the settings come back.
 */
public final class TerminalScreen implements AutoCloseable {

    private static final String ENTER = "\033[?1049h\033[?25l\033[?7l\033[2J";

    private static final String LEAVE = "\033[0m\033[?7h\033[?25h\033[?1049l";

    private static final String PLAIN = "\033[0m";

    private static final String TO_END_OF_LINE = "\033[K";

    private static final String ALL = "\033[2J";

    private final PrintStream out;
    private final boolean styled;
    private final TerminalSettings settings;
    private final Thread hook = new Thread(this::leave, "terminal");
    private final ReentrantLock writing = new ReentrantLock();
    private List<Line> shown = List.of();
    private boolean left;

    private TerminalScreen(PrintStream out, boolean styled, TerminalSettings settings) {
        this.out = out;
        this.styled = styled;
        this.settings = settings;
    }

    /**
     * Takes the terminal that standard output is.
     *
     * @param styled whether lines may be bold and coloured
     */
    public static TerminalScreen enter(boolean styled) throws TerminalException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        TerminalScreen screen = new TerminalScreen(out, styled, TerminalSettings.forKeys());
        Runtime.getRuntime().addShutdownHook(screen.hook);
        screen.write(ENTER);
        return screen;
    }

    Size size() throws TerminalException {
        return TerminalSettings.size();
    }

    /** Makes it look like this. */
    void draw(List<Line> lines) {
        StringBuilder text = new StringBuilder(lines.size() == shown.size() ? "" : ALL);
        for (int row = 0; row < lines.size(); row++) {
            Line line = lines.get(row);
            if (lines.size() != shown.size() || !line.equals(shown.get(row))) {
                text.append("\033[").append(row + 1).append(";1H");
                text.append(styled ? line.style().sequence() : "").append(line.text());
                text.append(PLAIN).append(TO_END_OF_LINE);
            }
        }
        shown = List.copyOf(lines);
        if (!text.isEmpty()) {
            write(text.toString());
        }
    }

    /** Something else has written on it: the next drawing writes everything. */
    void forget() {
        shown = List.of();
    }

    private void write(String text) {
        writing.lock();
        try {
            if (!left) {
                out.print(text);
                out.flush();
            }
        } finally {
            writing.unlock();
        }
    }

    private void leave() {
        writing.lock();
        try {
            if (left) {
                return;
            }
            write(LEAVE);
            left = true;
            settings.restore();
        } catch (TerminalException e) {
            // Nothing is left to draw on; the words are for whoever looks where the terminal was.
            out.println("nightjar top: the terminal's settings could not be restored: " + e.getMessage());
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void close() {
        leave();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process ends already, and the hook finds that there is nothing left to do.
            hook.setName("terminal restored");
        }
    }
}
