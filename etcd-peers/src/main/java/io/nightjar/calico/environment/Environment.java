package io.nightjar.calico.environment;

import java.util.Locale;
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

    /**
     * What a variable with {@code true} or {@code false} says.
     *
     * @param otherwise if it is not set
     * @throws EnvironmentException if it says anything else
     */
    default boolean flag(String name, boolean otherwise) {
        String text = trimmed(name).toLowerCase(Locale.ROOT);
        if (!text.isEmpty() && !text.equals("true") && !text.equals("false")) {
            throw new EnvironmentException(name, "'" + text + "' is neither true nor false");
        }
        return text.isEmpty() ? otherwise : text.equals("true");
    }

    /** The value of a variable without surrounding white space; the empty string if it is not set. */
    default String trimmed(String name) {
        String value = variable(name);
        return value == null ? "" : value.strip();
    }
}
