package io.nightjar.daemon.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/** There is no code that no test has brought about. */
class InjectedCausesTest {

    /** What a whole daemon says of nodes, and of peers that it has no session with: {@code ExplainDaemonTest}. */
    private static final Set<Code> OF_A_DAEMON = EnumSet.of(Code.NODE_KNOWN, Code.THIS_NODE, Code.EXPORT_NO_SESSION);

    private static Stream<Arguments> all() {
        return Stream.of(
                        ClusterCausesTest.owners(),
                        ClusterCausesTest.intents(),
                        ClusterCausesTest.sessionsThatAreNot(),
                        ClusterCausesTest.sessions(),
                        ClusterCausesTest.announcements(),
                        ClusterCausesTest.silence(),
                        TableCausesTest.imports(),
                        TableCausesTest.other(),
                        TableCausesTest.decisions(),
                        TableCausesTest.furtherDecisions(),
                        TableCausesTest.lastDecisions(),
                        TableCausesTest.nextHops(),
                        TableCausesTest.exports(),
                        KernelCausesTest.kernels())
                .flatMap(causes -> causes);
    }

    @Test
    void eachCodeHasAnInjectedCause() {
        Set<Code> injected = EnumSet.copyOf(OF_A_DAEMON);
        all().flatMap(cause -> Arrays.stream(cause.get())).forEach(argument -> {
            if (argument instanceof Code code) {
                injected.add(code);
            } else if (argument instanceof List<?> codes) {
                codes.forEach(code -> injected.add((Code) code));
            }
        });

        assertThat(injected).containsExactlyInAnyOrder(Code.values());
    }
}
