package io.nightjar.daemon.lab;

import java.nio.file.Path;
import java.util.List;

/**
 * Which of BIRD's programs to run.
 *
 * @param daemon the speaker
 * @param client that asks it
 * @param options of the daemon, beside those that say where its files are
 */
public record BirdProgram(Path daemon, Path client, List<String> options) {

    public BirdProgram {
        options = List.copyOf(options);
    }

    /** BIRD for IPv4 (1.6), or for both families (2). */
    public static BirdProgram bird(Path programs) {
        return new BirdProgram(programs.resolve("bird"), programs.resolve("birdc"), List.of());
    }

    /** BIRD 1.6's other half, for IPv6. */
    public static BirdProgram bird6(Path programs) {
        return new BirdProgram(programs.resolve("bird6"), programs.resolve("birdc6"), List.of());
    }

    /** The same with {@code -R}, as Calico starts it: every start is a restart, and routes in the kernel wait for their peers. */
    public BirdProgram recovering() {
        return new BirdProgram(daemon, client, List.of("-R"));
    }
}
