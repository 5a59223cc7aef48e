package io.nightjar.conformance.tools;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.conformance.TestBed;
import io.nightjar.daemon.lab.Command;
import io.nightjar.daemon.lab.LabProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** One run of {@code nightjar speak} on a node, with a pipe for its commands. */
final class SpeakRun {

    private static final String SCRIPT = "exec 3<> \"$0\"; exec \"$@\" <&3";

    private final Lan lan;
    private final LabProcess process;
    private final Path commands;

    private SpeakRun(Lan lan, int node, String name, List<String> arguments) {
        this.lan = lan;
        this.commands = lan.path(node, name + ".commands");
        lan.site().commands().output(Command.of("mkfifo", commands.toString()));
        List<String> words = new ArrayList<>(List.of("sh", "-c", SCRIPT, commands.toString()));
        words.addAll(TestBed.nightjar().with("speak"));
        words.addAll(arguments);
        this.process = lan.site().start(name, Lan.node(node), words, Map.of());
    }

    static SpeakRun start(Lan lan, int node, String name, List<String> arguments) {
        return new SpeakRun(lan, node, name, arguments);
    }

    /** A line of its standard input. */
    void tell(String command) {
        try {
            Files.writeString(commands, command + "\n", StandardCharsets.UTF_8, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot tell " + command, e);
        }
    }

    /** All complete lines that it has printed so far and that are objects. */
    List<JsonNode> objects() {
        String log = process.log();
        return log.substring(0, log.lastIndexOf('\n') + 1)
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(JsonValues::parse)
                .toList();
    }

    /** The objects of one kind. */
    List<JsonNode> kind(String kind) {
        return objects().stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .toList();
    }

    /** Waits until it has heard such a message. */
    JsonNode awaitMessage(String what, Predicate<JsonNode> wanted) {
        lan.bed()
                .eventually(
                        "nightjar speak hears " + what,
                        Lan.LIMIT,
                        () -> kind("message").stream()
                                .map(object -> object.path("message"))
                                .anyMatch(wanted),
                        process::log);
        return kind("message").stream()
                .map(object -> object.path("message"))
                .filter(wanted)
                .findFirst()
                .orElseThrow();
    }

    /** Waits until it has ended; returns its exit code. */
    int awaitEnd() {
        lan.bed()
                .eventually(
                        "nightjar speak ends",
                        Lan.LIMIT,
                        () -> process.exitCode().isPresent(),
                        process::log);
        return process.exitCode().orElseThrow();
    }

    String log() {
        return process.log();
    }
}
