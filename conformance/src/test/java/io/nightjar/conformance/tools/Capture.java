package io.nightjar.conformance.tools;

import io.nightjar.daemon.lab.Command;
import io.nightjar.daemon.lab.CommandResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** All BGP that passes a node's interface, written by dumpcap as pcapng. */
final class Capture implements AutoCloseable {

    private final Process process;
    private final Path file;
    private final Path log;

    private Capture(Process process, Path file, Path log) {
        this.process = process;
        this.file = file;
        this.log = log;
    }

    /** Returns when packets are taken. */
    static Capture start(Lan lan, int node) {
        Path file = lan.path(node, "session.pcapng");
        Path log = lan.path(node, "dumpcap.log");
        List<String> words = lan.site()
                .namespace(Lan.node(node))
                .enter("dumpcap", "-q", "-i", Lan.INTERFACE, "-f", "tcp port 179", "-w", file.toString());
        Capture capture = new Capture(lan.site().commands().start(words, Map.of(), log), file, log);
        lan.bed().eventually("dumpcap listens", Lan.LIMIT, () -> capture.log().contains("File:"), capture::log);
        return capture;
    }

    private String log() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log, e);
        }
    }

    /** The file as far as it has been written. */
    Path file() {
        return file;
    }

    /** A copy in another format of Wireshark's, by editcap. */
    static Path converted(Lan lan, Path capture, String format) {
        Path copy = capture.resolveSibling(capture.getFileName() + "." + format);
        CommandResult result =
                lan.site().commands().run(Command.of("editcap", "-F", format, capture.toString(), copy.toString()));
        if (!result.succeeded()) {
            throw new AssertionError(result.error());
        }
        return copy;
    }

    /** Ends it in order; the file is complete then. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
