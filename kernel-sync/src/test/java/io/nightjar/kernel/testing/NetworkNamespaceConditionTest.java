package io.nightjar.kernel.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class NetworkNamespaceConditionTest {

    @Test
    void withNamespacesTheTestRuns() {
        assertThat(NetworkNamespaceCondition.evaluate(Optional.empty(), true).isDisabled())
                .isFalse();
    }

    @Test
    void withoutThemItIsSkippedWithTheReason() {
        assertThat(NetworkNamespaceCondition.evaluate(Optional.of("not root"), false)
                        .getReason())
                .contains("no network namespaces here: not root");
    }

    @Test
    void withoutThemContinuousIntegrationFails() {
        assertThatIllegalStateException()
                .isThrownBy(() -> NetworkNamespaceCondition.evaluate(Optional.of("not root"), true))
                .withMessageContaining("not root");
    }
}
