package io.nightjar.rib.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.capability.GracefulRestartCapability;
import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.GracefulRestartSettings;
import io.nightjar.bgp.peer.PeerFeatures;
import io.nightjar.rib.PeerView;
import io.nightjar.rib.StaleReason;
import io.nightjar.rib.engine.RibCommand.RouteRefreshReceived;
import io.nightjar.rib.testing.RecordingRibListener.Wait;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import io.nightjar.rib.testing.TestTable;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** RFC 7313 §4, the side that has asked. */
class EnhancedRefreshTest {

    private static final AddressFamily IPV4 = AddressFamily.IPV4_UNICAST;

    private static final AddressFamily IPV6 = AddressFamily.IPV6_UNICAST;

    private static final PathAttributes ATTRIBUTES = TestAttributes.internal("10.0.0.1");

    private static final String A = "192.168.1.0/26";

    private static final String B = "192.168.2.0/26";

    private static final String NEW = "192.168.3.0/26";

    private static final PeerFeatures HELPING = PeerFeatures.NONE.withGracefulRestart(GracefulRestartSettings.HELPER);

    private static final TestPeer FULL = TestPeer.internal(1);

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final TestTable table = new TestTable();

    private final TestPeer peer = TestPeer.internal(1).withOffers(HELPING, restarting(false));

    private static GracefulRestartCapability restarting(boolean preserved) {
        return new GracefulRestartCapability(
                preserved, true, 90, List.of(new GracefulRestartCapability.Family(IPV4, preserved)));
    }

    private boolean isBest(String prefix) {
        return table.listener().best().containsKey(Prefix.parse(prefix));
    }

    private PeerView view() {
        return table.view().peer(peer.id()).orElseThrow();
    }

    private Wait lastWait() {
        List<Wait> waits = table.listener().waits();
        return waits.get(waits.size() - 1);
    }

    private void marker(TestPeer from, int subtype) {
        table.apply(new RouteRefreshReceived(from.id(), IPV4, subtype));
    }

    @Test
    void whatIsNotAnnouncedAgainIsGoneAtTheEnd() {
        TestPeer plain = TestPeer.internal(1);
        table.up(plain);
        table.announce(plain, ATTRIBUTES, A, B);
        marker(plain, RouteRefreshMessage.BEGIN);
        assertThat(view().stale()).containsValue(StaleReason.REFRESHING);
        table.announce(plain, ATTRIBUTES, A);
        marker(plain, RouteRefreshMessage.END);
        assertThat(isBest(A)).isTrue();
        assertThat(isBest(B)).isFalse();
    }

    @Test
    void anEndThatNeverComesIsNotWaitedForForEver() {
        TestPeer plain = TestPeer.internal(1);
        table.up(plain);
        table.announce(plain, ATTRIBUTES, A);
        marker(plain, RouteRefreshMessage.BEGIN);
        table.apply(lastWait().end());
        assertThat(isBest(A)).isFalse();
        assertThat(table.view().peer(plain.id())).isPresent();
    }

    @Test
    void anEndWithoutABeginningMeansNothing() {
        TestPeer plain = TestPeer.internal(1);
        table.up(plain);
        table.announce(plain, ATTRIBUTES, A);
        marker(plain, RouteRefreshMessage.END);
        assertThat(isBest(A)).isTrue();
    }

    @Test
    void beforeItsEndOfRibAPeerThatCanRestartHasNothingToRefresh() {
        table.up(peer);
        table.announce(peer, ATTRIBUTES, A);
        marker(peer, RouteRefreshMessage.BEGIN);
        assertThat(view().stale()).isEmpty();
        table.endOfRib(peer, IPV4);
        marker(peer, RouteRefreshMessage.BEGIN);
        assertThat(view().stale()).containsValue(StaleReason.REFRESHING);
    }

    @Test
    void aFamilyThatWasNotNegotiatedIsNotRefreshed() {
        TestPeer ipv6 = TestPeer.internal(1).withFamilies(IPV6);
        table.up(ipv6);
        marker(ipv6, RouteRefreshMessage.BEGIN);
        assertThat(table.view().peer(ipv6.id()).map(PeerView::stale)).isEqualTo(Optional.of(Map.of()));
    }

    @Test
    void whatHasNotBeenAnnouncedSinceTheLastBeginningIsGoneAtTheEnd() {
        TestPeer plain = TestPeer.internal(1);
        table.up(plain);
        table.announce(plain, ATTRIBUTES, A, B);
        marker(plain, RouteRefreshMessage.BEGIN);
        table.announce(plain, ATTRIBUTES, A);
        table.announce(plain, ATTRIBUTES, NEW);
        marker(plain, RouteRefreshMessage.BEGIN);
        assertThat(view().counts().stale()).isEqualTo(3);
        table.announce(plain, ATTRIBUTES, B);
        marker(plain, RouteRefreshMessage.END);
        assertThat(isBest(A) || isBest(NEW)).isFalse();
        assertThat(isBest(B)).isTrue();
        assertThat(view().counts().stale()).isZero();
        marker(plain, RouteRefreshMessage.END);
        assertThat(isBest(B)).as("an end without a beginning").isTrue();
    }

    @Test
    void theOtherFamilyIsLeftAlone() {
        TestPeer plain = TestPeer.internal(1);
        table.up(plain);
        table.announce(plain, ATTRIBUTES, A);
        table.announce(plain, TestAttributes.internal("fd00::1"), "fd00:1::/64");
        marker(plain, RouteRefreshMessage.BEGIN);
        assertThat(view().counts().stale()).isEqualTo(1);
        marker(plain, RouteRefreshMessage.END);
        assertThat(isBest(A)).isFalse();
        assertThat(isBest("fd00:1::/64")).isTrue();
    }

    @Test
    void whatIsMarkedWhenTheSessionIsLostIsMarkedAnewAndEndsWithTheResynchronization() {
        table.up(peer);
        table.announce(peer, ATTRIBUTES, A, B);
        table.endOfRib(peer, IPV4);
        marker(peer, RouteRefreshMessage.BEGIN);
        table.announce(peer, ATTRIBUTES, A);
        table.lose(peer);
        assertThat(view().counts().stale()).isEqualTo(2);
        table.up(peer.withOffers(HELPING, restarting(true)));
        table.announce(peer, ATTRIBUTES, B);
        marker(peer, RouteRefreshMessage.BEGIN);
        assertThat(view().counts().stale()).as("not before the End-of-RIB").isEqualTo(1);
        table.endOfRib(peer, IPV4);
        assertThat(isBest(A)).isFalse();
        assertThat(isBest(B)).isTrue();
        marker(peer, RouteRefreshMessage.BEGIN);
        marker(peer, RouteRefreshMessage.END);
        assertThat(isBest(B)).isFalse();
        assertThat(table.listener().running()).isEmpty();
    }

    /** A beginning weighs no more in the mailbox than any message, so it must not cost more either. */
    @Test
    void aBeginningCostsTheSameHoweverMuchThereIs() {
        assertThat(octetsOfBeginnings(20_000)).isLessThan(2 * octetsOfBeginnings(10));
    }

    /** So does an end by which nothing goes: also of what the other family has. */
    @Test
    void beginningsAndEndsCostTheSameHoweverMuchTheOtherFamilyHas() {
        assertThat(octetsOfEmptyRefreshes(20_000)).isLessThan(2 * octetsOfEmptyRefreshes(10));
    }

    private static long octetsOfBeginnings(int routes) {
        TestTable filled = filled(routes);
        return octets(filled, new RouteRefreshReceived(FULL.id(), IPV4, RouteRefreshMessage.BEGIN));
    }

    private static long octetsOfEmptyRefreshes(int routes) {
        TestTable filled = filled(routes);
        return octets(
                filled,
                new RibCommand.UpdateReceived(
                        FULL.id(), TestTable.announcement(TestAttributes.internal("fd00::1"), "fd00:1::/64")),
                new RouteRefreshReceived(FULL.id(), IPV6, RouteRefreshMessage.BEGIN),
                new RouteRefreshReceived(FULL.id(), IPV6, RouteRefreshMessage.END));
    }

    private static TestTable filled(int routes) {
        TestTable filled = new TestTable();
        filled.up(FULL);
        filled.announce(
                FULL,
                ATTRIBUTES,
                IntStream.range(0, routes)
                        .mapToObj(i -> "10." + i / 256 + "." + i % 256 + ".0/24")
                        .toArray(String[]::new));
        return filled;
    }

    /** What the table allocates at the least for these commands. */
    private static long octets(TestTable filled, RibCommand... commands) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 100; i++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            filled.apply(commands);
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    @Test
    void beginningsWithoutEndAreOneWait() {
        TestPeer plain = TestPeer.internal(1);
        table.up(plain);
        table.announce(plain, ATTRIBUTES, A);
        for (int i = 0; i < 1000; i++) {
            marker(plain, RouteRefreshMessage.BEGIN);
        }
        assertThat(table.listener().running()).containsExactly(lastWait().end());
        marker(plain, RouteRefreshMessage.END);
        assertThat(table.listener().running()).isEmpty();
    }

    @Test
    void nobodyWaitsForWhoIsForgotten() {
        TestPeer plain = TestPeer.internal(1);
        table.up(plain);
        table.announce(plain, ATTRIBUTES, A);
        marker(plain, RouteRefreshMessage.BEGIN);
        table.down(plain);
        assertThat(table.listener().running()).isEmpty();
    }
}
