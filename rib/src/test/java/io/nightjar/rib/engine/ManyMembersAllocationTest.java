package io.nightjar.rib.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.rib.RibListener;
import io.nightjar.rib.nexthop.NextHopResolver;
import io.nightjar.rib.testing.SinkOutput;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import io.nightjar.rib.testing.TestPolicies;
import io.nightjar.rib.testing.TestTable;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What is allocated for each member and route when all members are to be told all routes, at once or later: next to nothing, or many
 * members of a big table would fill the heap in one turn. By the difference between tables of which one has twice as many members. A
 * mark is two bits, in arrays that grow to twice their size; a list with a reference for each route and member would cost 4 octets.
 */
class ManyMembersAllocationTest {

    private static final int MEMBERS = 25;
    private static final int ROUTES = 8000;
    private static final int ROUNDS = 4;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** A table with a big one's routes, and members that are up or are to be. */
    private static final class Table {

        private final RibEngine engine =
                new RibEngine(RoutingRules.FULL_MESH, NextHopResolver.NO_FORWARDING, RibListener.NONE);
        private final TestPeer speaker = TestPeer.external(1, 65001);
        private final List<TestPeer> members;
        private final List<SinkOutput> sinks = new ArrayList<>();

        Table(int size) {
            members = IntStream.range(0, size)
                    .mapToObj(i -> TestPeer.internal(i + 2))
                    .toList();
            engine.apply(new RibCommand.PeerUp(speaker.session(), speaker.policy(), new SinkOutput()));
            announce("10.0.0.1");
            engine.settle();
        }

        void announce(String nextHop) {
            String[] prefixes = IntStream.range(0, ROUTES)
                    .mapToObj(i -> "10." + i / 256 + "." + i % 256 + ".0/24")
                    .toArray(String[]::new);
            UpdateMessage update = TestTable.announcement(TestAttributes.external(nextHop, 65001), prefixes);
            engine.apply(new RibCommand.UpdateReceived(speaker.id(), update));
        }

        void join(boolean writable) {
            for (TestPeer member : members) {
                SinkOutput sink = new SinkOutput();
                sink.setWritable(writable);
                sinks.add(sink);
                engine.apply(new RibCommand.PeerUp(member.session(), member.policy(), sink));
            }
            engine.settle();
        }

        void block() {
            sinks.forEach(sink -> sink.setWritable(false));
        }

        void drain() {
            engine.apply(new RibCommand.Drain());
            engine.settle();
        }

        /** A filter that hides one of the routes. */
        void filter() {
            members.forEach(member -> engine.apply(new RibCommand.PolicyChanged(
                    member.id(),
                    member.withExport(TestPolicies.reject("10.0.0.0/24")).policy())));
            engine.settle();
        }
    }

    private static double perRouteAndMember(Consumer<Table> before, Consumer<Table> measured) {
        long few = Long.MAX_VALUE;
        long many = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            few = Math.min(few, octets(MEMBERS, before, measured));
            many = Math.min(many, octets(2 * MEMBERS, before, measured));
        }
        return (double) (many - few) / MEMBERS / ROUTES;
    }

    private static long octets(int size, Consumer<Table> before, Consumer<Table> measured) {
        Table table = new Table(size);
        before.accept(table);
        long octets = THREADS.getCurrentThreadAllocatedBytes();
        measured.accept(table);
        return THREADS.getCurrentThreadAllocatedBytes() - octets;
    }

    @Test
    void aDrainThatAllCanTakeCostsWhatIsSaidOnce() {
        assertThat(perRouteAndMember(table -> table.join(true), Table::drain)).isLessThan(0.5);
    }

    @Test
    void anotherPolicyForAllThatAllCanTakeCostsWhatIsSaidOnce() {
        assertThat(perRouteAndMember(table -> table.join(true), table -> {
                    table.drain();
                    table.filter();
                }))
                .isLessThan(0.5);
    }

    @Test
    void membersThatCannotTakeADrainMissItWithBits() {
        assertThat(perRouteAndMember(table -> table.join(true), table -> {
                    table.block();
                    table.drain();
                }))
                .isLessThan(1);
    }

    @Test
    void membersThatJoinAndTakeNothingMissTheTableWithBits() {
        assertThat(perRouteAndMember(table -> {}, table -> table.join(false))).isLessThan(1);
    }

    @Test
    void membersThatTakeNothingMissWhatChangesWithBits() {
        assertThat(perRouteAndMember(table -> table.join(true), table -> {
                    table.block();
                    table.announce("10.0.0.2");
                    table.engine.settle();
                }))
                .isLessThan(1);
    }
}
