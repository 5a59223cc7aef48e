package io.nightjar.calico.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tests that need the etcd program: skipped where there is none, but failed there if {@code CI=true}. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresEtcd.Condition.class)
public @interface RequiresEtcd {

    /** Looks for the program. */
    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (Files.isExecutable(EtcdServer.PROGRAM)) {
                return ConditionEvaluationResult.enabled(EtcdServer.PROGRAM + " is there");
            }
            String reason = EtcdServer.PROGRAM + " is missing (Debian package etcd-server)";
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException(reason + ", and CI=true forbids to skip");
            }
            return ConditionEvaluationResult.disabled(reason);
        }
    }
}
