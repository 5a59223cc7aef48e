package io.nightjar.fsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nightjar.bgp.capability.Capabilities;
import io.nightjar.bgp.capability.Capability;
import io.nightjar.bgp.capability.EnhancedRouteRefreshCapability;
import io.nightjar.bgp.capability.FourOctetAsCapability;
import io.nightjar.bgp.capability.MultiprotocolCapability;
import io.nightjar.bgp.capability.RouteRefreshCapability;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.OpenMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.Octets;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerTimers;
import io.nightjar.bgp.peer.PeerType;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OpenNegotiationTest {

    private static final AsNumber FOUR_OCTETS = AsNumber.of(4_200_000_001L);

    private static OpenMessage open(long as, BgpIdentifier id, int hold, Capability... capabilities) {
        return new OpenMessage(4, AsNumber.of(as), hold, id, Capabilities.of(capabilities));
    }

    private static NotificationMessage refusal(PeerConfig config, OpenMessage open) {
        return catchThrowableOfType(
                        BgpProtocolException.class,
                        () -> OpenNegotiation.negotiate(config, open, TestPeers.LOCAL_ADDRESS))
                .notification();
    }

    private static NegotiatedSession agreed(PeerConfig config, OpenMessage open) {
        return TestPeers.negotiated(config, open);
    }

    @Nested
    class OurOpen {

        @Test
        void offersEachFamilyThenBothRouteRefreshesThenTheFourOctetAs() {
            PeerConfig config = TestPeers.withFamilies(AddressFamily.IPV6_UNICAST, AddressFamily.IPV4_UNICAST);
            assertThat(OpenNegotiation.ourOpen(config, RestartState.NONE))
                    .isEqualTo(open(
                            64512,
                            TestPeers.LOCAL_ID,
                            240,
                            new MultiprotocolCapability(AddressFamily.IPV4_UNICAST),
                            new MultiprotocolCapability(AddressFamily.IPV6_UNICAST),
                            new RouteRefreshCapability(),
                            new EnhancedRouteRefreshCapability(),
                            new FourOctetAsCapability(TestPeers.AS)));
        }

        @Test
        void saysAsTransWhenTheAsNumberNeedsFourOctets() {
            OpenMessage ours = OpenNegotiation.ourOpen(TestPeers.withAs(FOUR_OCTETS, TestPeers.AS), RestartState.NONE);
            assertThat(ours.myAutonomousSystem()).isEqualTo(AsNumber.AS_TRANS);
            assertThat(ours.capabilities().fourOctetAs()).contains(FOUR_OCTETS);
        }
    }

    @Nested
    class VersionAndAs {

        @Test
        void anotherVersionIsRefusedNamingOurs() {
            OpenMessage five = new OpenMessage(5, TestPeers.AS, 240, TestPeers.PEER_ID, Capabilities.NONE);
            assertThat(refusal(TestPeers.internal(), five))
                    .isEqualTo(new NotificationMessage(
                            TestEvents.notification(2, 1).code(), 1, Octets.ofHex("0004")));
        }

        @Test
        void aWrongAsIsRefusedNamingIt() {
            NotificationMessage refusal = refusal(TestPeers.internal(), open(64513, TestPeers.PEER_ID, 240));
            assertThat(refusal.toString()).contains("2/2");
            assertThat(refusal.data()).isEqualTo(Octets.ofHex("fc01"));
        }

        @Test
        void aWrongFourOctetAsIsRefusedWithFourOctets() {
            OpenMessage wrong = open(23456, TestPeers.PEER_ID, 240, new FourOctetAsCapability(FOUR_OCTETS));
            assertThat(refusal(TestPeers.internal(), wrong).data()).isEqualTo(Octets.ofHex("fa56ea01"));
        }

        @Test
        void theCapabilityCountsWhateverTheTwoOctetsSay() {
            PeerConfig config = TestPeers.withAs(TestPeers.AS, FOUR_OCTETS);
            OpenMessage transition = open(23456, TestPeers.PEER_ID, 240, new FourOctetAsCapability(FOUR_OCTETS));
            NegotiatedSession session = agreed(config, transition);
            assertThat(session.codec().fourOctetAs()).isTrue();
            assertThat(session.codec().peerType()).isEqualTo(PeerType.EXTERNAL);
        }

        @Test
        void aPeerWithoutTheCapabilityIsSpokenToInTwoOctets() {
            NegotiatedSession session = agreed(TestPeers.internal(), open(64512, TestPeers.PEER_ID, 240));
            assertThat(session.codec().fourOctetAs()).isFalse();
            assertThat(session.codec().peerType()).isEqualTo(PeerType.INTERNAL);
        }

        @Test
        void asTransWithoutTheCapabilityIsNotTheAsThatWeWant() {
            PeerConfig config = TestPeers.withAs(TestPeers.AS, FOUR_OCTETS);
            assertThat(refusal(config, open(23456, TestPeers.PEER_ID, 240)).data())
                    .isEqualTo(Octets.ofHex("5ba0"));
        }

        @Test
        void asZeroIsRefusedEvenIfItIsConfigured() {
            PeerConfig config = TestPeers.withAs(TestPeers.AS, AsNumber.of(0));
            assertThat(refusal(config, open(0, TestPeers.PEER_ID, 240)).subcode())
                    .isEqualTo(2);
        }
    }

    @Nested
    class Identifier {

        @Test
        void zeroIsRefused() {
            assertThat(refusal(TestPeers.internal(), open(64512, new BgpIdentifier(0), 240)))
                    .isEqualTo(TestEvents.notification(2, 3));
        }

        @Test
        void ourOwnIsRefusedWithinOneAs() {
            assertThat(refusal(TestPeers.internal(), open(64512, TestPeers.LOCAL_ID, 240)))
                    .isEqualTo(TestEvents.notification(2, 3));
        }

        @Test
        void ourOwnIsFineInAnotherAs() {
            PeerConfig external = TestPeers.withAs(TestPeers.AS, AsNumber.of(65001));
            assertThat(agreed(external, open(65001, TestPeers.LOCAL_ID, 240)).peerIdentifier())
                    .isEqualTo(TestPeers.LOCAL_ID);
        }
    }

    @Nested
    class HoldTime {

        private NegotiatedSession.Times times(PeerTimers ours, int theirs) {
            return agreed(TestPeers.withTimers(ours), TestPeers.peerOpen(theirs))
                    .times();
        }

        private PeerTimers timers(int hold, int keepalive) {
            return new PeerTimers(hold, keepalive, 2, 5, 5, 30);
        }

        @Test
        void oneAndTwoSecondsAreRefused() {
            assertThat(refusal(TestPeers.internal(), TestPeers.peerOpen(1))).isEqualTo(TestEvents.notification(2, 6));
            assertThat(refusal(TestPeers.internal(), TestPeers.peerOpen(2))).isEqualTo(TestEvents.notification(2, 6));
        }

        @Test
        void theSmallerOneIsTakenAndKeepalivesAreAThirdOfIt() {
            assertThat(times(timers(240, 0), 90)).isEqualTo(new NegotiatedSession.Times(90, 30));
            assertThat(times(timers(9, 0), 90)).isEqualTo(new NegotiatedSession.Times(9, 3));
            assertThat(times(timers(240, 0), 3)).isEqualTo(new NegotiatedSession.Times(3, 1));
        }

        @Test
        void zeroOnEitherSideSwitchesBothTimersOff() {
            assertThat(times(timers(0, 0), 90)).isEqualTo(new NegotiatedSession.Times(0, 0));
            assertThat(times(timers(90, 10), 0)).isEqualTo(new NegotiatedSession.Times(0, 0));
        }

        @Test
        void aConfiguredKeepaliveIsTakenIfItIsOftenEnough() {
            assertThat(times(timers(90, 10), 90).keepaliveSeconds()).isEqualTo(10);
            assertThat(times(timers(90, 60), 90).keepaliveSeconds()).isEqualTo(30);
        }
    }

    @Nested
    class Families {

        @Test
        void theCommonOnesAreTaken() {
            PeerConfig config = TestPeers.withFamilies(AddressFamily.IPV6_UNICAST, AddressFamily.IPV4_UNICAST);
            assertThat(agreed(config, TestPeers.peerOpen()).codec().families())
                    .containsExactly(AddressFamily.IPV4_UNICAST);
        }

        @Test
        void aPeerThatNamesNoneSpeaksIpv4() {
            OpenMessage plain = open(64512, TestPeers.PEER_ID, 240);
            assertThat(agreed(TestPeers.internal(), plain).codec().families())
                    .containsExactly(AddressFamily.IPV4_UNICAST);
        }

        @Test
        void nothingInCommonIsRefusedNamingWhatWeMiss() {
            PeerConfig ipv6 = TestPeers.withFamilies(AddressFamily.IPV6_UNICAST);
            NotificationMessage refusal = refusal(ipv6, TestPeers.peerOpen());
            assertThat(refusal.subcode()).isEqualTo(7);
            assertThat(refusal.data()).isEqualTo(Octets.ofHex("010400020001"));
        }
    }

    @Test
    void theRestIsCarriedOver() {
        NegotiatedSession session = TestPeers.negotiated();
        assertThat(session.localAddress()).isEqualTo(TestPeers.LOCAL_ADDRESS);
        assertThat(session.peerIdentifier()).isEqualTo(TestPeers.PEER_ID);
        assertThat(session.peerCapabilities()).isEqualTo(TestPeers.peerOpen().capabilities());
        assertThat(session.codec().maxMessageLength()).isEqualTo(4096);
    }
}
