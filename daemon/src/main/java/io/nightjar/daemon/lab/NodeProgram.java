package io.nightjar.daemon.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A long-running program of a node.
 *
 * @param name unique in the lab
 * @param node whose network it has
 * @param words the program, by its absolute path or by its name, and its arguments
 * @param environment what it sees beside the little that every program sees
 * @param log where everything goes that it prints
 */
public record NodeProgram(
        String name, NetworkNamespace node, List<String> words, Map<String, String> environment, Path log) {

    public NodeProgram {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }
}
