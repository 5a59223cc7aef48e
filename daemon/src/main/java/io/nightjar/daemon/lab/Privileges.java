package io.nightjar.daemon.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process may do. */
public final class Privileges {

    private Privileges() {}

    /** Whether this process runs as root. */
    public static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot tell who runs this process", e);
        }
    }

    static void requireRoot(String what) {
        if (!isRoot()) {
            throw new LabException(what + " needs root, because it makes network namespaces: try it with sudo");
        }
    }
}
