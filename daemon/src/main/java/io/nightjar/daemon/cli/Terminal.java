package io.nightjar.daemon.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether people watch. */
public final class Terminal {

    private Terminal() {}

    /** Whether standard error is a terminal; false where the system does not say. */
    public static boolean isStandardError() {
        return isTerminal(Path.of("/proc/self/fd/2"));
    }

    /** The same of standard output. */
    static boolean isStandardOutput() {
        return isTerminal(Path.of("/proc/self/fd/1"));
    }

    private static boolean isTerminal(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException e) {
            return false;
        }
    }
}
