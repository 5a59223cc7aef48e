package io.nightjar.daemon.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** A long-running program of the lab and its log. */
public final class LabProcess {

    private static final int TAIL_LINES = 30;
    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

    private final String name;
    private final RunningProgram running;
    private final Process process;
    private final Path log;

    LabProcess(String name, RunningProgram running, Path log) {
        this.name = name;
        this.running = running;
        this.process = running.outer();
        this.log = log;
    }

    public String name() {
        return name;
    }

    /** The process that was started first; the program's own may be inside it. */
    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The program's exit code; empty as long as it runs. */
    public OptionalInt exitCode() {
        return isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    /** SIGKILL: the program gets no chance to tidy up. Returns when it is gone. */
    public void kill() {
        running.program().get().ifPresentOrElse(ProcessHandle::destroyForcibly, process::destroyForcibly);
        if (!awaitEnd(KILL_LIMIT)) {
            process.destroyForcibly();
        }
    }

    /** SIGTERM, and SIGKILL if the program has not ended in time. */
    public void stop(Duration grace) {
        running.program().get().ifPresentOrElse(ProcessHandle::destroy, process::destroy);
        if (!awaitEnd(grace)) {
            kill();
        }
    }

    /** Why the program is not running any more; empty as long as it runs. */
    List<String> failure() {
        if (isAlive()) {
            return List.of();
        }
        return List.of(name + " ended with exit code " + process.exitValue() + "; its last words:\n" + logTail());
    }

    /** The last lines of the program's log. */
    public String logTail() {
        List<String> lines = log().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }

    /** The program's whole log. */
    public String log() {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "(cannot read " + log + ": " + e.getMessage() + ")";
        }
    }

    private boolean awaitEnd(Duration limit) {
        try {
            return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw new LabInterruptedException(e);
        }
    }
}
