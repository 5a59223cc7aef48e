package io.nightjar.daemon.config;

/**
 * One thing that is wrong with a configuration file.
 *
 * @param file as the operator named it
 * @param line counted from 1
 * @param key the path of the key, as {@code neighbors[0].as}; empty when the text as a whole is meant
 * @param reason for people
 */
public record Problem(String file, int line, String key, String reason) {

    @Override
    public String toString() {
        return file + ":" + line + ": " + (key.isEmpty() ? "" : key + ": ") + reason;
    }
}
