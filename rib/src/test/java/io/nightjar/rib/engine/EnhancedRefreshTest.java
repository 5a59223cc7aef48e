package io.nightjar.rib.engine;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** RFC 7313 §4, the side that has asked. */
class EnhancedRefreshTest {

    private static final AddressFamily IPV4 = AddressFamily.IPV4_UNICAST;

    private static final AddressFamily IPV6 = AddressFamily.IPV6_UNICAST;

    private static final PathAttributes ATTRIBUTES = TestAttributes.internal("10.0.0.1");

    private static final String A = "192.168.1.0/26";

    private static final String B = "192.168.2.0/26";

    private final TestTable table = new TestTable();

    private final TestPeer peer = TestPeer.internal(1)
            .withOffers(
                    PeerFeatures.NONE.withGracefulRestart(GracefulRestartSettings.HELPER),
                    new GracefulRestartCapability(
                            false, true, 90, List.of(new GracefulRestartCapability.Family(IPV4, false))));

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
}
