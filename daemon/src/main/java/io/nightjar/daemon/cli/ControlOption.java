package io.nightjar.daemon.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the control socket is; shared by the one who listens and the one who asks. */
final class ControlOption {

    static final String DEFAULT = "/var/run/nightjar/nightjar.ctl";

    @Option(
            names = "--control",
            paramLabel = "PATH",
            defaultValue = DEFAULT,
            description = "The control socket (default: ${DEFAULT-VALUE}).")
    private Path path = Path.of(DEFAULT);

    Path path() {
        return path;
    }
}
