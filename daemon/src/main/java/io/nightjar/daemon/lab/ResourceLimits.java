package io.nightjar.daemon.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The limits of a program in a container. Podman's own defaults are beyond those of many machines, and only the mightiest
 * root may raise a limit: so it is what a speaker needs at most, and no more than what this process has.
 *
 * @param openFiles how many
 * @param processes how many, threads included
 */
record ResourceLimits(long openFiles, long processes) {

    private static final long ENOUGH_FILES = 16_384;
    private static final long ENOUGH_PROCESSES = 4_096;

    static ResourceLimits ofThisProcess() {
        try {
            return parse(Files.readString(Path.of("/proc/self/limits")));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read this process's limits", e);
        }
    }

    static ResourceLimits parse(String table) {
        return new ResourceLimits(
                Math.min(ENOUGH_FILES, hardLimit(table, "Max open files")),
                Math.min(ENOUGH_PROCESSES, hardLimit(table, "Max processes")));
    }

    /** Podman's options. */
    List<String> options() {
        return List.of(
                String.format(Locale.ROOT, "--ulimit=nofile=%1$d:%1$d", openFiles),
                String.format(Locale.ROOT, "--ulimit=nproc=%1$d:%1$d", processes));
    }

    private static long hardLimit(String table, String name) {
        Matcher matcher = Pattern.compile("^" + name + "\\s+\\S+\\s+(\\S+)", Pattern.MULTILINE)
                .matcher(table);
        if (!matcher.find()) {
            throw new LabException("/proc/self/limits does not show \"" + name + "\"");
        }
        return matcher.group(1).equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(matcher.group(1));
    }
}
