package io.nightjar.daemon.lab;

import java.nio.file.Path;

/** Which of BIRD's programs to run: the daemon, and the client that asks it. */
public record BirdProgram(Path daemon, Path client) {

    /** BIRD for IPv4 (1.6), or for both families (2). */
    public static BirdProgram bird(Path programs) {
        return new BirdProgram(programs.resolve("bird"), programs.resolve("birdc"));
    }

    /** BIRD 1.6's other half, for IPv6. */
    public static BirdProgram bird6(Path programs) {
        return new BirdProgram(programs.resolve("bird6"), programs.resolve("birdc6"));
    }
}
