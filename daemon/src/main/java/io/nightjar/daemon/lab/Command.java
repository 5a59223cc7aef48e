package io.nightjar.daemon.lab;

import java.time.Duration;
import java.util.List;

/** A program of the machine with its arguments, what it reads, and how long it may take. */
public record Command(List<String> words, String input, Duration limit) {

    private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(20);

    public Command {
        words = List.copyOf(words);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
    }

    /** A command without input that ends soon. */
    public static Command of(String... words) {
        return of(List.of(words));
    }

    /** A command without input that ends soon. */
    public static Command of(List<String> words) {
        return new Command(words, "", DEFAULT_LIMIT);
    }

    /** The same command with something to read. */
    public Command reading(String text) {
        return new Command(words, text, limit);
    }

    /** The same command with another limit. */
    public Command within(Duration other) {
        return new Command(words, input, other);
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
