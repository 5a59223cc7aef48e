package io.nightjar.benchmarks.harness;

import io.nightjar.daemon.lab.DebianPackages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How Nightjar is started, by a launcher as users start it. */
public final class NightjarWords {

    /** Handed on to the launcher, for experiments and profiles. */
    private static final String JAVA_OPTIONS = "NIGHTJAR_JAVA_OPTS";

    private NightjarWords() {}

    /** The launcher of the source tree. */
    public static Path launcher(DebianPackages packages) {
        return packages.home().resolve("nightjar");
    }

    /**
     * The command line.
     *
     * @param control its control socket
     * @param more options of {@code nightjar run}
     */
    public static List<String> run(Path launcher, Path control, String... more) {
        List<String> words = new ArrayList<>(List.of(launcher.toString(), "run", "--control", control.toString()));
        words.addAll(List.of(more));
        return words;
    }

    /** What reaches it of the variables that we were started with. */
    public static Map<String, String> environment() {
        return Map.of(JAVA_OPTIONS, System.getenv().getOrDefault(JAVA_OPTIONS, ""));
    }

    /** What makes it say its version. */
    public static List<String> version(Path launcher) {
        return List.of(launcher.toString(), "version");
    }
}
