package io.nightjar.conformance;

import io.nightjar.daemon.lab.Command;
import io.nightjar.daemon.lab.CommandResult;
import io.nightjar.daemon.lab.HostCommands;
import io.nightjar.daemon.lab.LabException;
import io.nightjar.daemon.lab.Privileges;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Asks the machine once per class whether a network namespace can be made. */
final class NetworkNamespacesCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String obstacle = obstacle();
        if (obstacle.isEmpty()) {
            return ConditionEvaluationResult.enabled("network namespaces can be made");
        }
        String line = context.getDisplayName() + " is skipped: " + obstacle;
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(line + "; in continuous integration (CI=true) this is a failure");
        }
        System.err.println(line);
        return ConditionEvaluationResult.disabled(line);
    }

    private static String obstacle() {
        if (!Privileges.isRoot()) {
            return "it needs root to make network namespaces";
        }
        try {
            CommandResult probe = new HostCommands().run(Command.of("unshare", "--net", "ip", "link", "show", "lo"));
            return probe.succeeded()
                    ? ""
                    : "no network namespace can be made: " + probe.error().strip();
        } catch (LabException e) {
            return e.reason();
        }
    }
}
