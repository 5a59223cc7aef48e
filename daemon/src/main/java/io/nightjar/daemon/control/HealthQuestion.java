package io.nightjar.daemon.control;

import java.util.Optional;

/** What an orchestrator asks; each at a path of its own. */
public enum HealthQuestion {

    /** Whether it has begun its work: a configuration is in force, the kernel has been read. */
    STARTED("/startupz"),

    /** Whether the node's routes are right, as far as one can know. */
    READY("/readyz"),

    /** Whether a new start would help: loops that stand still. */
    LIVE("/livez");

    private final String path;

    HealthQuestion(String path) {
        this.path = path;
    }

    static Optional<HealthQuestion> at(String path) {
        for (HealthQuestion question : values()) {
            if (question.path.equals(path)) {
                return Optional.of(question);
            }
        }
        return Optional.empty();
    }

    /** Where it is asked. */
    public String path() {
        return path;
    }
}
