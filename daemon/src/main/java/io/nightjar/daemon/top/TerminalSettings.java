package io.nightjar.daemon.top;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The settings of the process' terminal, which {@code stty} reads and writes: Java cannot, and native code would be too much. */
final class TerminalSettings {

    static final File TERMINAL = new File("/dev/tty");

    private final String saved;

    private TerminalSettings(String saved) {
        this.saved = saved;
    }

    /** Lets keys through as they are pressed, unseen; Ctrl-C still interrupts, Ctrl-Z does nothing. */
    static TerminalSettings forKeys() throws TerminalException {
        TerminalSettings settings = new TerminalSettings(stty("-g").strip());
        stty("-icanon", "-echo", "min", "1", "time", "0", "susp", "undef");
        return settings;
    }

    void restore() throws TerminalException {
        stty(saved);
    }

    static Size size() throws TerminalException {
        String[] numbers = stty("size").strip().split(" ", -1);
        if (numbers.length != 2 || !numbers[0].matches("[0-9]{1,5}") || !numbers[1].matches("[0-9]{1,5}")) {
            return Size.USUAL;
        }
        Size size = new Size(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
        return size.rows() == 0 || size.columns() == 0 ? Size.USUAL : size;
    }

    private static String stty(String... arguments) throws TerminalException {
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(TERMINAL)
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new TerminalException(output.strip());
            }
            return output;
        } catch (IOException e) {
            throw new TerminalException("stty: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TerminalException("interrupted");
        }
    }
}
