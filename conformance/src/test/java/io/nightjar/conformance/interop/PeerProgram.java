package io.nightjar.conformance.interop;

import io.nightjar.daemon.lab.LabProcess;
import io.nightjar.daemon.lab.LabSite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A peer's long-running program on its node, with a folder for its files. */
final class PeerProgram {

    private final LabSite site;
    private final Station station;
    private final String name;
    private final List<String> words;
    private final Map<String, String> environment;
    private LabProcess process;
    private int startOfLog;

    private PeerProgram(
            LabSite site, Station station, String name, List<String> words, Map<String, String> environment) {
        this.site = site;
        this.station = station;
        this.name = name;
        this.words = List.copyOf(words);
        this.environment = Map.copyOf(environment);
        this.process = launch(words);
    }

    static PeerProgram start(LabSite site, Station station, List<String> words, Map<String, String> environment) {
        String name = Path.of(words.get(0)).toFile().getName();
        return new PeerProgram(site, station, station.node() + "-" + name, words, environment);
    }

    /** A file in the station's folder that only its owner may read. */
    static Path file(LabSite site, Station station, String name, String text) {
        Path file = site.folder(station.node()).resolve(name);
        try {
            Files.writeString(file, text);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** The whole text of a file. */
    static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    void kill() {
        process.kill();
    }

    /** Starts it again with some arguments more. */
    void restart(String... more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of(more));
        startOfLog = log().length();
        process = launch(all);
    }

    /** What it has logged in all its lives. */
    String log() {
        return process.log();
    }

    /** What it has logged since it was started, or started again. */
    String logSinceStart() {
        return log().substring(startOfLog);
    }

    private LabProcess launch(List<String> all) {
        return site.start(name, station.node(), all, environment);
    }
}
