package io.nightjar.daemon.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.KernelDestination;
import io.nightjar.kernel.KernelRoute;
import io.nightjar.kernel.RouteConflict;
import io.nightjar.kernel.RouteFailure;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import io.nightjar.rib.testing.TestTable;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What may be found in the kernel, with a path and without one. */
class KernelCausesTest {

    private static final String P = TableCausesTest.P;

    private static final Prefix PREFIX = Prefix.parse(P);

    private static final TestPeer ONE = TestPeer.internal(1);

    private static final TestPeer TWO = TestPeer.internal(2);

    private static final KernelRoute WANTED = KernelRoute.via(PREFIX, ONE.address(), 2);

    private static final KernelRoute FOREIGN = KernelRoute.blackhole(PREFIX).withProtocol(4);

    private static final KernelRoute LEFT = KernelRoute.via(PREFIX, TWO.address(), 2);

    private static KernelIntent intent(KernelIntent.Kind kind) {
        return new KernelIntent(kind, "said so");
    }

    private static Arguments inKernel(Code code, KernelIntent.@Nullable Kind kind, @Nullable KernelDestination found) {
        return arguments(code, TableCausesTest.kernel(kind == null ? null : intent(kind), found));
    }

    private static KernelDestination found(@Nullable KernelRoute wanted, boolean kept, KernelRoute... present) {
        return new KernelDestination(PREFIX, wanted, List.of(present), kept, null, null);
    }

    static Stream<Arguments> kernels() {
        KernelIntent.Kind unicast = KernelIntent.Kind.UNICAST;
        KernelRoute hole = KernelRoute.blackhole(PREFIX);
        KernelRoute wall = KernelRoute.unreachable(PREFIX);
        RouteConflict conflict = new RouteConflict(WANTED, FOREIGN, "");
        RouteFailure failure = new RouteFailure(WANTED, "EINVAL: Nexthop has invalid gateway");
        return Stream.of(
                inKernel(Code.KERNEL_INSTALLED, unicast, found(WANTED, false, WANTED)),
                inKernel(Code.KERNEL_BLACKHOLE, KernelIntent.Kind.BLACKHOLE, found(hole, false, hole)),
                inKernel(Code.KERNEL_UNREACHABLE, KernelIntent.Kind.UNREACHABLE, found(wall, false, wall)),
                inKernel(Code.KERNEL_OFF, KernelIntent.Kind.OFF, found(null, false)),
                inKernel(Code.KERNEL_HAS_IT, KernelIntent.Kind.KERNELS, found(null, false, FOREIGN)),
                inKernel(Code.KERNEL_REJECTED_BY_RULE, KernelIntent.Kind.REJECTED, found(null, false)),
                inKernel(Code.KERNEL_GATEWAY_AWAY, KernelIntent.Kind.IDLE, found(null, false)),
                inKernel(
                        Code.KERNEL_CONFLICT,
                        unicast,
                        new KernelDestination(PREFIX, WANTED, List.of(FOREIGN), false, conflict, null)),
                inKernel(
                        Code.KERNEL_REFUSED,
                        unicast,
                        new KernelDestination(PREFIX, WANTED, List.of(), false, null, failure)),
                inKernel(Code.KERNEL_WAITS_FOR_PEER, unicast, found(WANTED, true, LEFT)),
                inKernel(Code.KERNEL_PENDING, unicast, found(null, false)),
                inKernel(Code.KERNEL_BUSY, unicast, null),
                inKernel(Code.KERNEL_LEFT_BY_PREDECESSOR, null, found(null, true, LEFT)),
                inKernel(Code.KERNEL_FOREIGN, null, found(null, false, FOREIGN)),
                inKernel(Code.KERNEL_LEAVING, null, found(null, false, LEFT)),
                inKernel(Code.KERNEL_EMPTY, null, found(null, false)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kernels")
    void eachStateOfTheKernelHasItsCode(Code code, KernelFacts kernel) {
        TestTable table = new TestTable();
        table.up(ONE);
        if (kernel.intent() != null) {
            table.announce(ONE, TestAttributes.internal(ONE.address().toString()), P);
        }

        Explanation explanation = TableCausesTest.explain(table, kernel);

        assertThat(explanation.steps().stream().map(Step::code).filter(known -> known.stage() == Stage.KERNEL))
                .containsExactly(code);
        assertThat(explanation.code()).isEqualTo(kernel.intent() == null ? Code.DECIDED_NO_ROUTE : code);
    }
}
