package io.nightjar.calico.environment;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The name under which the datastore knows this node.
 *
 * @param value not empty, without a slash
 * @param source what it was taken from, for people
 */
public record NodeName(String value, String source) {

    private static final String NAME_VARIABLE = "NODENAME";

    private static final String FILE_VARIABLE = "CALICO_NODENAME_FILE";

    private static final String HOST_VARIABLE = "HOSTNAME";

    private static final String DEFAULT_FILE = "/var/lib/calico/nodename";

    public NodeName {
        if (value.isEmpty() || value.indexOf('/') >= 0 || value.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("not a node name: '" + value + "'");
        }
    }

    /**
     * Calico's order: {@code NODENAME}; the node name file; {@code HOSTNAME}; the host's own name. The last two in lower
     * case.
     *
     * @throws EnvironmentException if none is there, or the first that is there cannot be a node name
     */
    public static NodeName of(Environment environment) {
        String named = environment.trimmed(NAME_VARIABLE);
        if (!named.isEmpty()) {
            return checked(named, NAME_VARIABLE, NAME_VARIABLE);
        }
        String configuredFile = environment.trimmed(FILE_VARIABLE);
        String file = configuredFile.isEmpty() ? DEFAULT_FILE : configuredFile;
        String inFile = strip(environment.fileContent(file));
        if (!inFile.isEmpty()) {
            return checked(inFile, file, FILE_VARIABLE);
        }
        String host = environment.trimmed(HOST_VARIABLE);
        if (!host.isEmpty()) {
            return checked(host.toLowerCase(Locale.ROOT), HOST_VARIABLE, HOST_VARIABLE);
        }
        String own = strip(environment.hostName());
        if (!own.isEmpty()) {
            return checked(own.toLowerCase(Locale.ROOT), "the host's name", NAME_VARIABLE);
        }
        throw new EnvironmentException(NAME_VARIABLE, "is not set, and neither " + file + " nor the host has a name");
    }

    private static NodeName checked(String name, String source, String variable) {
        try {
            return new NodeName(name, source);
        } catch (IllegalArgumentException e) {
            throw new EnvironmentException(variable, e.getMessage() + " (from " + source + ")");
        }
    }

    private static String strip(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
