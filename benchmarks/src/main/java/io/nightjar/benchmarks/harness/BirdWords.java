package io.nightjar.benchmarks.harness;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How BIRD, of either version, is started in the foreground. */
public final class BirdWords {

    private BirdWords() {}

    /**
     * The command line.
     *
     * @param folder for its socket and its process identifier
     * @param more options
     */
    public static List<String> of(Path program, Path configuration, Path folder, String... more) {
        List<String> words = new ArrayList<>(List.of(
                program.toString(),
                "-f",
                "-c",
                configuration.toString(),
                "-s",
                folder.resolve("bird.ctl").toString(),
                "-P",
                folder.resolve("bird.pid").toString()));
        words.addAll(List.of(more));
        return words;
    }

    /** What makes it say its version. */
    public static List<String> version(Path program) {
        return List.of(program.toString(), "--version");
    }
}
