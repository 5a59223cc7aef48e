package io.nightjar.daemon.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A process that cannot be mistaken for a later one with the same number: its pid and when it started. */
record ProcessIdentity(long pid, long startTicks) {

    /** Place of starttime in /proc/PID/stat, counted behind the command's closing parenthesis (proc(5), field 22). */
    private static final int START_TIME_AFTER_COMMAND = 19;

    /** The running process with that pid, if there is one. */
    static Optional<ProcessIdentity> of(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ", -1));
            return Optional.of(new ProcessIdentity(pid, Long.parseLong(fields.get(START_TIME_AFTER_COMMAND))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The Java process that asks. */
    static ProcessIdentity own() {
        return of(ProcessHandle.current().pid())
                .orElseThrow(() -> new LabException("this process is missing in /proc"));
    }

    /** Reads what {@link #toString} wrote. */
    static Optional<ProcessIdentity> parse(String line) {
        List<String> words = List.of(line.strip().split(" ", -1));
        if (words.size() != 2 || !words.stream().allMatch(word -> word.matches("\\d{1,18}"))) {
            return Optional.empty();
        }
        return Optional.of(new ProcessIdentity(Long.parseLong(words.get(0)), Long.parseLong(words.get(1))));
    }

    /** Whether exactly this process is still running. */
    boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }

    /** Ends exactly this process, at once. */
    void kill() {
        if (isAlive()) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Override
    public String toString() {
        return pid + " " + startTicks;
    }
}
