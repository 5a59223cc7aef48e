package io.nightjar.rib.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.nightjar.bgp.attribute.OriginatorId;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.rib.RibListener;
import io.nightjar.rib.inbound.LoopCheck;
import io.nightjar.rib.nexthop.NextHopResolver;
import io.nightjar.rib.outbound.AdvertisementRule;
import io.nightjar.rib.outbound.ExportReason;
import io.nightjar.rib.outbound.ExportTarget;
import io.nightjar.rib.route.RouteSource.FromPeer;
import io.nightjar.rib.testing.SinkOutput;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import io.nightjar.rib.testing.TestTable;
import java.lang.management.ManagementFactory;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a reflector's table that has been there for a while allocates for one more prefix, however many clients hear of it: by the
 * difference between tables of which one has twice as many. What a message or a turn costs drops out, and one object too many for each
 * prefix is more than the bounds leave room for. The sizes are those of a 64-bit JVM with compressed references; the compiler that the
 * tests run with leaves no allocation out.
 */
class SteadyStateAllocationTest {

    private static final int PREFIXES = 500;
    private static final int WARM_UP = 30;
    private static final int ROUNDS = 20;

    // What the tables keep.
    private static final int ROUTE = 32;
    private static final int DESTINATION = 48;

    // What is said about a change.
    private static final int RESOLVED_ROUTE = 24;
    private static final int BEST_PATH_CHANGE = 32;
    private static final int NLRI = 24;
    private static final int ADDRESS = 16;

    /** The octets of messages, and arrays: of lists of what is said, and of the table by next hop, where prefixes move. */
    private static final int ARRAYS_OF_A_CHANGE = 100;

    /** The same for a table that is emptied and filled: each of its tables gives back its arrays and grows again. */
    private static final int ARRAYS_OF_TWO_TABLES = 340;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final AdvertisementRule REFLECTION = new AdvertisementRule() {
        @Override
        public ExportReason check(PathAttributes attributes, FromPeer source, ExportTarget target) {
            return ExportReason.ADVERTISED;
        }

        @Override
        public PathAttributes passOn(PathAttributes attributes, FromPeer source, ExportTarget target) {
            return attributes.with(new OriginatorId(source.identifier()));
        }
    };

    /** A table with some clients, one of which speaks about so many prefixes. */
    private static final class Reflector {

        private final RibEngine engine = new RibEngine(
                new RoutingRules(LoopCheck.NONE, REFLECTION), NextHopResolver.NO_FORWARDING, RibListener.NONE);
        private final TestPeer speaker = TestPeer.internal(1);
        private final String[] prefixes;
        private final UpdateMessage announcement;

        Reflector(int clients, int prefixCount) {
            for (int number = 1; number <= clients + 1; number++) {
                TestPeer peer = TestPeer.internal(number);
                engine.apply(new RibCommand.PeerUp(peer.session(), peer.policy(), new SinkOutput()));
                engine.settle();
            }
            prefixes = IntStream.range(0, prefixCount)
                    .mapToObj(i -> "10." + i / 256 + "." + i % 256 + ".0/24")
                    .toArray(String[]::new);
            announcement = announcement("172.17.0.1");
        }

        UpdateMessage announcement(String nextHop) {
            return TestTable.announcement(TestAttributes.internal(nextHop), prefixes);
        }

        /** How much the table allocates while it is told this, again and again. */
        long octets(UpdateMessage... updates) {
            for (int i = 0; i < WARM_UP; i++) {
                hear(updates);
            }
            long least = Long.MAX_VALUE;
            for (int i = 0; i < ROUNDS; i++) {
                long before = THREADS.getCurrentThreadAllocatedBytes();
                hear(updates);
                least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
            }
            return least;
        }

        private void hear(UpdateMessage... updates) {
            for (UpdateMessage update : updates) {
                engine.apply(new RibCommand.UpdateReceived(speaker.id(), update));
                engine.settle();
            }
        }

        long octetsOfRefresh() {
            return octets(announcement);
        }

        long octetsOfTwoChanges() {
            return octets(announcement("172.17.0.2"), announcement);
        }

        long octetsOfComingAndGoing() {
            return octets(announcement, TestTable.withdrawal(prefixes));
        }
    }

    /** The smaller table comes first: should a compiler that leaves allocations out come to help, it makes the result less, not more. */
    private static double perPrefix(int clients, ToLongFunction<Reflector> octets) {
        long few = octets.applyAsLong(new Reflector(clients, PREFIXES));
        long many = octets.applyAsLong(new Reflector(clients, 2 * PREFIXES));
        return (double) (many - few) / PREFIXES;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50})
    void whatIsAnnouncedAgainCostsNothing(int clients) {
        assertThat(perPrefix(clients, Reflector::octetsOfRefresh)).isLessThan(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50})
    void aChangeCostsTheRoutesThatAreKeptAndWhatIsSaidOnce(int clients) {
        int kept = 2 * ROUTE;
        int said = 2 * RESOLVED_ROUTE + BEST_PATH_CHANGE + NLRI;
        assertThat(perPrefix(clients, Reflector::octetsOfTwoChanges) / 2).isLessThan(kept + said + ARRAYS_OF_A_CHANGE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50})
    void whatGoesAndComesBackCostsWhatIsKeptAndWhatIsSaidOnceEachTime(int clients) {
        int kept = 2 * ROUTE + DESTINATION;
        int said = 2 * (RESOLVED_ROUTE + BEST_PATH_CHANGE + NLRI + ADDRESS);
        assertThat(perPrefix(clients, Reflector::octetsOfComingAndGoing))
                .isLessThan(kept + said + ARRAYS_OF_TWO_TABLES);
    }
}
