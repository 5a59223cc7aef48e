package io.nightjar.bgp.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nightjar.bgp.capability.AddPathCapability;
import io.nightjar.bgp.capability.BgpRole;
import io.nightjar.bgp.capability.Capabilities;
import io.nightjar.bgp.capability.Capability;
import io.nightjar.bgp.capability.EnhancedRouteRefreshCapability;
import io.nightjar.bgp.capability.ExtendedNextHopCapability;
import io.nightjar.bgp.capability.GracefulRestartCapability;
import io.nightjar.bgp.capability.LongLivedGracefulRestartCapability;
import io.nightjar.bgp.capability.RoleCapability;
import io.nightjar.bgp.capability.RouteRefreshCapability;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.peer.GracefulRestartSettings.Mode;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PeerSettingsTest {

    private static final AddressFamily IPV4 = AddressFamily.IPV4_UNICAST;

    private static final AddressFamily IPV6 = AddressFamily.IPV6_UNICAST;

    @Nested
    class Password {

        @Test
        void itIsNeverPrinted() {
            PeerTransport transport = new PeerTransport(new TcpPassword("geheim"), 1, false);
            assertThat(transport.toString()).doesNotContain("geheim");
        }

        @Test
        void itIsTakenWholeOrNotAtAll() {
            assertThat(new TcpPassword("ü".repeat(40)).octets()).hasSize(80);
            assertThatIllegalArgumentException().isThrownBy(() -> new TcpPassword("ü".repeat(41)));
            assertThatIllegalArgumentException().isThrownBy(() -> new TcpPassword(""));
            assertThatIllegalArgumentException().isThrownBy(() -> new TcpPassword("a\0b"));
        }
    }

    @Nested
    class TimeToLive {

        @Test
        void withSecurityWeSendTheHighestAndTakeNothingFromFartherAway() {
            PeerTransport direct = new PeerTransport(null, 1, true);
            assertThat(direct.sendTtl()).isEqualTo(255);
            assertThat(direct.minTtl()).isEqualTo(255);
            assertThat(new PeerTransport(null, 2, true).minTtl()).isEqualTo(254);
            assertThat(new PeerTransport(null, 255, true).minTtl()).isEqualTo(1);
        }

        @Test
        void withoutSecurityTheHopsAreTheTtl() {
            assertThat(PeerTransport.DEFAULT.sendTtl()).isEqualTo(64);
            assertThat(PeerTransport.DEFAULT.minTtl()).isZero();
            assertThatIllegalArgumentException().isThrownBy(() -> new PeerTransport(null, 0, false));
            assertThatIllegalArgumentException().isThrownBy(() -> new PeerTransport(null, 256, true));
        }
    }

    @Nested
    class Limits {

        @Test
        void restartAndStaleTimesFitTheirFields() {
            assertThat(new GracefulRestartSettings(Mode.ON, 4095, 0xffffff).offered())
                    .isTrue();
            assertThat(GracefulRestartSettings.OFF.offered()).isFalse();
            assertThatIllegalArgumentException().isThrownBy(() -> new GracefulRestartSettings(Mode.ON, 4096, 0));
            assertThatIllegalArgumentException().isThrownBy(() -> new GracefulRestartSettings(Mode.ON, -1, 0));
            assertThatIllegalArgumentException().isThrownBy(() -> new GracefulRestartSettings(Mode.ON, 0, 0x1000000));
            assertThatIllegalArgumentException().isThrownBy(() -> new GracefulRestartSettings(Mode.ON, 0, -1));
        }

        @Test
        void capabilitiesFitTheirFields() {
            GracefulRestartCapability.Family graceful = new GracefulRestartCapability.Family(IPV4, false);
            AddPathCapability.Entry addPath = new AddPathCapability.Entry(IPV4, 1);
            ExtendedNextHopCapability.Entry nextHop = new ExtendedNextHopCapability.Entry(IPV4, Afi.IPV6);
            LongLivedGracefulRestartCapability.Family longLived =
                    new LongLivedGracefulRestartCapability.Family(IPV4, false, 1);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new GracefulRestartCapability(false, false, 4096, List.of()));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new GracefulRestartCapability(false, false, -1, List.of()));
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> new GracefulRestartCapability(false, false, 1, Collections.nCopies(64, graceful)));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new AddPathCapability(Collections.nCopies(64, addPath)));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ExtendedNextHopCapability(Collections.nCopies(43, nextHop)));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new LongLivedGracefulRestartCapability(Collections.nCopies(37, longLived)));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new LongLivedGracefulRestartCapability.Family(IPV4, false, 0x1000000));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new LongLivedGracefulRestartCapability.Family(IPV4, false, -1));
            assertThatIllegalArgumentException().isThrownBy(() -> new AddPathCapability.Entry(IPV4, 256));
            assertThatIllegalArgumentException().isThrownBy(() -> new AddPathCapability.Entry(IPV4, -1));
            assertThatIllegalArgumentException().isThrownBy(() -> new RoleCapability(256));
            assertThatIllegalArgumentException().isThrownBy(() -> new RoleCapability(-1));
        }

        @Test
        void theSendHoldTimeIsLongUnlessConfigured() {
            assertThat(PeerTimers.CALICO.sendHoldSeconds(90)).isEqualTo(480);
            assertThat(PeerTimers.CALICO.sendHoldSeconds(600)).isEqualTo(1200);
            assertThat(new PeerTimers(9, 0, 1, 1, 1, 1, 20).sendHoldSeconds(9)).isEqualTo(20);
            assertThatIllegalArgumentException().isThrownBy(() -> new PeerTimers(9, 0, 1, 1, 1, 1, -1));
        }
    }

    @Nested
    class Common {

        private final GracefulRestartCapability graceful = new GracefulRestartCapability(
                false, true, 90, List.of(new GracefulRestartCapability.Family(IPV4, true)));

        private final LongLivedGracefulRestartCapability longLived = new LongLivedGracefulRestartCapability(
                List.of(new LongLivedGracefulRestartCapability.Family(IPV4, true, 600)));

        private SessionFeatures with(GracefulRestartSettings settings, Capability... theirs) {
            return SessionFeatures.of(PeerFeatures.NONE.withGracefulRestart(settings), Capabilities.of(theirs));
        }

        @Test
        void gracefulRestartNeedsBothSides() {
            assertThat(with(GracefulRestartSettings.OFF, graceful).gracefulRestart())
                    .isNull();
            assertThat(with(GracefulRestartSettings.HELPER).keepsRoutes(IPV4)).isFalse();
            assertThat(with(GracefulRestartSettings.HELPER).notificationKeepsRoutes())
                    .isFalse();
            SessionFeatures helping = with(GracefulRestartSettings.HELPER, graceful, longLived);
            assertThat(helping.gracefulRestart()).isEqualTo(graceful);
            assertThat(helping.keepsRoutes(IPV4)).isTrue();
            assertThat(helping.keepsRoutes(IPV6)).isFalse();
            assertThat(helping.notificationKeepsRoutes()).isTrue();
            assertThat(helping.longLived()).isNull();
        }

        /** RFC 4724 §3. */
        @Test
        void ofSeveralGracefulRestartCapabilitiesTheLastCounts() {
            GracefulRestartCapability other = new GracefulRestartCapability(true, false, 10, List.of());
            assertThat(with(GracefulRestartSettings.HELPER, graceful, other).gracefulRestart())
                    .isEqualTo(other);
        }

        @Test
        void longLivedGracefulRestartNeedsGracefulRestart() {
            GracefulRestartSettings settings = new GracefulRestartSettings(Mode.HELPER, 120, 3600);
            assertThat(with(settings, longLived).longLived()).isNull();
            assertThat(with(settings, graceful, longLived).longLived()).isEqualTo(longLived);
        }

        @Test
        void enhancedRouteRefreshNeedsRouteRefresh() {
            EnhancedRouteRefreshCapability enhanced = new EnhancedRouteRefreshCapability();
            assertThat(with(GracefulRestartSettings.OFF, enhanced).enhancedRouteRefresh())
                    .isFalse();
            SessionFeatures both = with(GracefulRestartSettings.OFF, enhanced, new RouteRefreshCapability());
            assertThat(both.routeRefresh() && both.enhancedRouteRefresh()).isTrue();
        }

        @Test
        void anUnknownRoleIsNone() {
            assertThat(with(GracefulRestartSettings.OFF, RoleCapability.of(BgpRole.PEER))
                            .peerRole())
                    .isEqualTo(BgpRole.PEER);
            assertThat(with(GracefulRestartSettings.OFF, new RoleCapability(77)).peerRole())
                    .isNull();
        }

        @Test
        void eachFeatureCanBeSetByItself() {
            RoleSettings role = new RoleSettings(BgpRole.CUSTOMER, true);
            PeerFeatures all = PeerFeatures.NONE
                    .withAddPath(Set.of(IPV4), Set.of(IPV6))
                    .withGracefulRestart(GracefulRestartSettings.HELPER)
                    .withExtendedMessages(true)
                    .withExtendedNextHop(true)
                    .withRole(role);
            assertThat(all)
                    .isEqualTo(new PeerFeatures(
                            Set.of(IPV4), Set.of(IPV6), GracefulRestartSettings.HELPER, true, true, role));
        }
    }
}
