package io.nightjar.daemon.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration file that cannot be used, with everything that is wrong with it. */
public final class InvalidConfigurationException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    InvalidConfigurationException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    /** In the order of their lines; not empty. */
    public List<Problem> problems() {
        return problems;
    }
}
