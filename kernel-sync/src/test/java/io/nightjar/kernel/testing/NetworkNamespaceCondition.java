package io.nightjar.kernel.testing;

import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tries once to make a namespace. */
final class NetworkNamespaceCondition implements ExecutionCondition {

    private static final Supplier<Optional<String>> HINDRANCE = new Supplier<>() {

        private boolean tried;
        private Optional<String> hindrance = Optional.empty();

        @Override
        public Optional<String> get() {
            if (!tried) {
                tried = true;
                hindrance = tryNamespace();
                hindrance.ifPresent(reason -> System.err.println("SKIPPED: no network namespaces here: " + reason));
            }
            return hindrance;
        }
    };

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return evaluate(HINDRANCE.get(), "true".equals(System.getenv("CI")));
    }

    /** The decision, from what stands in the way and from where this runs. */
    static ConditionEvaluationResult evaluate(Optional<String> hindrance, boolean continuousIntegration) {
        if (hindrance.isEmpty()) {
            return ConditionEvaluationResult.enabled("network namespaces can be made");
        }
        if (continuousIntegration) {
            throw new IllegalStateException("CI must be able to make network namespaces: " + hindrance.get());
        }
        return ConditionEvaluationResult.disabled("no network namespaces here: " + hindrance.get());
    }

    private static Optional<String> tryNamespace() {
        try (NetworkNamespace namespace = NetworkNamespace.create()) {
            namespace.indexOf("lo");
            return Optional.empty();
        } catch (IllegalStateException | java.io.UncheckedIOException failure) {
            return Optional.of(String.valueOf(failure.getMessage()));
        }
    }
}
