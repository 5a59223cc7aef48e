package io.nightjar.daemon.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/** Collects what is wrong with one file while it is read. */
final class Problems {

    private final String file;

    private final List<Problem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(Node where, String key, String reason) {
        add(line(where), key, reason);
    }

    void add(int line, String key, String reason) {
        found.add(new Problem(file, line, key, reason));
    }

    int count() {
        return found.size();
    }

    String file() {
        return file;
    }

    /** What relative paths in the file start from. */
    Path directory() {
        Path parent = Path.of(file).getParent();
        return parent == null ? Path.of("") : parent;
    }

    void throwIfAny() throws InvalidConfigurationException {
        if (!found.isEmpty()) {
            found.sort(Comparator.comparingInt(Problem::line));
            throw new InvalidConfigurationException(found);
        }
    }

    /** The line of a node, counted from 1. */
    static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
