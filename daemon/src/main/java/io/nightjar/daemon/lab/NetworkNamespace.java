package io.nightjar.daemon.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A named network namespace, as {@code ip netns} keeps it. */
public record NetworkNamespace(String name) {

    private static final Path DIRECTORY = Path.of("/run/netns");

    /** The file that stands for it. */
    public Path file() {
        return DIRECTORY.resolve(name);
    }

    /** The words that run a program inside: the process keeps the machine's files and its own /sys. */
    public List<String> enter(List<String> words) {
        List<String> inside = new ArrayList<>(List.of("nsenter", "--net=" + file(), "--"));
        inside.addAll(words);
        return List.copyOf(inside);
    }

    /** The words that run a program inside. */
    public List<String> enter(String... words) {
        return enter(List.of(words));
    }

    /** A command that runs inside. */
    public Command command(String... words) {
        return Command.of(enter(words));
    }

    /** Several {@code ip} commands in one go, in this namespace. */
    public Command batch(List<String> lines) {
        return Command.of("ip", "-n", name, "-batch", "-").reading(String.join("\n", lines) + "\n");
    }

    @Override
    public String toString() {
        return name;
    }
}
