package io.nightjar.conformance.fuzz;

import java.util.Objects;
import java.util.function.Supplier;

/** Assertions that cost nothing while they hold: they are made thousands of times a second. */
final class Check {

    private Check() {}

    static void that(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise.get());
        }
    }

    static void equal(Object actual, Object expected, String what) {
        that(Objects.equals(actual, expected), () -> what + ": " + actual + " instead of " + expected);
    }
}
