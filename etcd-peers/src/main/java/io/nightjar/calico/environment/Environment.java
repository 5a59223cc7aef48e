package io.nightjar.calico.environment;

import org.jspecify.annotations.Nullable;

/** The surroundings of the process, as far as they configure it. */
public interface Environment {

    /** The value of an environment variable, or null if it is not set. */
    @Nullable
    String variable(String name);

    /** The content of a text file, or null if it cannot be read. */
    @Nullable
    String fileContent(String path);

    /** The host's name as the kernel knows it, or null if it has none. */
    @Nullable
    String hostName();

    /** The value of a variable without surrounding white space; the empty string if it is not set. */
    default String trimmed(String name) {
        String value = variable(name);
        return value == null ? "" : value.strip();
    }
}
