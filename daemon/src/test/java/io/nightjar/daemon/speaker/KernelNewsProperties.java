package io.nightjar.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.KernelView;
import io.nightjar.rib.engine.RibCommand;
import io.nightjar.rib.route.Route;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever was told of the kernel, and whatever could not be told at once: in the end the table knows what there is. */
class KernelNewsProperties {

    private static final List<IpAddress> PROBES = List.of(
            IpAddress.parse("10.1.0.1"),
            IpAddress.parse("10.1.0.9"),
            IpAddress.parse("10.1.2.3"),
            IpAddress.parse("10.2.0.9"),
            IpAddress.parse("192.0.2.1"),
            IpAddress.parse("fd01::1"),
            IpAddress.parse("fd01::2"));

    /**
     * The kernel looks like this now.
     *
     * @param learns whether its routes are learned
     * @param deaf whether the table cannot be told
     */
    private record Step(KernelView view, boolean learns, boolean deaf) {}

    /** A table that keeps what it is told. */
    private static final class Table {

        private final Set<Route> learned = new HashSet<>();
        private final List<RibCommand.NextHopsChanged> resolvers = new ArrayList<>();
        private boolean deaf;

        void tell(RibCommand command) {
            if (deaf) {
                throw new IllegalStateException("not now");
            }
            if (command instanceof RibCommand.Learn learn) {
                learn(learn);
            } else if (command instanceof RibCommand.NextHopsChanged changed) {
                resolvers.add(changed);
            }
        }

        /** Each place has one route, and no route is told twice. */
        private void learn(RibCommand.Learn learn) {
            assertThat(learn.routes()).noneMatch(learned::contains);
            assertThat(learned).containsAll(learn.gone());
            learned.removeAll(learn.gone());
            for (Route route : learn.routes()) {
                learned.removeIf(former ->
                        former.prefix().equals(route.prefix()) && route.source().replaces(former.source()));
                learned.add(route);
            }
        }
    }

    @Provide
    Arbitrary<Step> steps() {
        return Combinators.combine(
                        KernelViews.any(), Arbitraries.of(true, true, true, false), Arbitraries.of(true, false, false))
                .as(Step::new);
    }

    @Property
    void whatIsLearnedIsWhatAFirstLookFinds(@ForAll List<@From("steps") Step> history) {
        Table table = new Table();
        Learning learning = new Learning(table::tell);
        for (Step step : history) {
            table.deaf = step.deaf();
            tell(step, () -> learning.viewChanged(step.view()));
            tell(step, () -> learning.configure(step.learns()));
            if (!step.deaf()) {
                assertThat(table.learned)
                        .isEqualTo(
                                step.learns()
                                        ? LearnedRoutes.difference(KernelView.EMPTY, step.view())
                                                .routes()
                                        : Set.of());
            }
        }
    }

    @Property
    void aNextHopThatIsReachedOtherwiseIsInsideAToldChange(@ForAll List<@From("steps") Step> history) {
        Table table = new Table();
        Resolving resolving = new Resolving(table::tell);
        for (Step step : history) {
            table.deaf = step.deaf();
            tell(step, () -> resolving.viewChanged(ForwardingView.of(step.view())));
        }
        RibCommand.NextHopsChanged before = null;
        for (RibCommand.NextHopsChanged now : table.resolvers) {
            for (IpAddress probe : PROBES) {
                boolean asked = now.inside().stream().anyMatch((Prefix prefix) -> prefix.contains(probe));
                assertThat(asked
                                || (before != null
                                        && before.resolver()
                                                .resolve(probe)
                                                .equals(now.resolver().resolve(probe))))
                        .isTrue();
            }
            before = now;
        }
    }

    private static void tell(Step step, Runnable told) {
        if (step.deaf()) {
            assertThat(catchThrowable(told::run))
                    .satisfiesAnyOf(
                            failure -> assertThat(failure).isNull(),
                            failure -> assertThat(failure).hasMessage("not now"));
        } else {
            told.run();
        }
    }
}
