package io.nightjar.fsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nightjar.bgp.capability.AddPathCapability;
import io.nightjar.bgp.capability.BgpRole;
import io.nightjar.bgp.capability.Capabilities;
import io.nightjar.bgp.capability.Capability;
import io.nightjar.bgp.capability.ExtendedMessageCapability;
import io.nightjar.bgp.capability.ExtendedNextHopCapability;
import io.nightjar.bgp.capability.FourOctetAsCapability;
import io.nightjar.bgp.capability.GracefulRestartCapability;
import io.nightjar.bgp.capability.LongLivedGracefulRestartCapability;
import io.nightjar.bgp.capability.RoleCapability;
import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.message.OpenMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.peer.GracefulRestartSettings;
import io.nightjar.bgp.peer.GracefulRestartSettings.Mode;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerFeatures;
import io.nightjar.bgp.peer.RoleSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What both sides must offer before it is used. */
class FeatureNegotiationTest {

    private static final AddressFamily IPV4 = AddressFamily.IPV4_UNICAST;

    private static final AsNumber OTHER_AS = AsNumber.of(64601);

    private static final PeerFeatures ALL = PeerFeatures.NONE
            .withAddPath(Set.of(IPV4), Set.of(IPV4))
            .withGracefulRestart(new GracefulRestartSettings(Mode.ON, 120, 3600))
            .withExtendedMessages(true)
            .withExtendedNextHop(true);

    private static final List<Capability> ALL_OFFERED = List.of(
            new ExtendedNextHopCapability(List.of(new ExtendedNextHopCapability.Entry(IPV4, Afi.IPV6))),
            new ExtendedMessageCapability(),
            new GracefulRestartCapability(false, true, 120, List.of(new GracefulRestartCapability.Family(IPV4, false))),
            new LongLivedGracefulRestartCapability(List.of()),
            new AddPathCapability(List.of(new AddPathCapability.Entry(IPV4, 3))));

    private static List<Capability> offered(PeerConfig config) {
        return OpenNegotiation.ourOpen(config, RestartState.NONE).capabilities().list();
    }

    private static OpenMessage peerOpen(Capability... further) {
        return with(TestPeers.peerOpen(), further);
    }

    private static OpenMessage with(OpenMessage open, Capability... further) {
        List<Capability> all = new ArrayList<>(open.capabilities().list());
        all.addAll(List.of(further));
        return new OpenMessage(
                open.version(),
                open.myAutonomousSystem(),
                open.holdTimeSeconds(),
                open.identifier(),
                new Capabilities(all));
    }

    private static CodecContext agreed(PeerFeatures features, Capability... theirs) {
        return TestPeers.negotiated(TestPeers.internal().with(features), peerOpen(theirs))
                .codec();
    }

    @Test
    void whatIsConfiguredIsOffered() {
        List<Capability> basic = offered(TestPeers.internal());
        assertThat(offered(TestPeers.internal().with(ALL)))
                .containsAll(basic)
                .containsAll(ALL_OFFERED)
                .hasSize(basic.size() + ALL_OFFERED.size());
    }

    @Test
    void featuresOfOtherFamiliesAreNotOffered() {
        PeerConfig ipv6 = TestPeers.withFamilies(AddressFamily.IPV6_UNICAST);
        PeerFeatures ipv4Only =
                PeerFeatures.NONE.withAddPath(Set.of(IPV4), Set.of(IPV4)).withExtendedNextHop(true);
        assertThat(offered(ipv6.with(ipv4Only))).isEqualTo(offered(ipv6));
    }

    @Test
    void aSpeakerThatOnlyHelpsNamesNoFamilies() {
        PeerFeatures helper = PeerFeatures.NONE.withGracefulRestart(GracefulRestartSettings.HELPER);
        assertThat(offered(TestPeers.internal().with(helper)))
                .contains(new GracefulRestartCapability(false, true, 120, List.of()))
                .noneMatch(LongLivedGracefulRestartCapability.class::isInstance);
    }

    @ParameterizedTest
    @CsvSource({"1,false,true", "2,true,false", "3,true,true", "0,false,false", "4,false,false"})
    void severalPathsFlowFromASenderToAReceiver(int theirMode, boolean weReceive, boolean weSend) {
        CodecContext codec = agreed(ALL, new AddPathCapability(List.of(new AddPathCapability.Entry(IPV4, theirMode))));
        assertThat(codec.addPathReceive().contains(IPV4)).isEqualTo(weReceive);
        assertThat(codec.addPathSend().contains(IPV4)).isEqualTo(weSend);
    }

    @Test
    void severalPathsAreOfNegotiatedFamiliesOnly() {
        AddressFamily ipv6 = AddressFamily.IPV6_UNICAST;
        PeerFeatures features = PeerFeatures.NONE.withAddPath(Set.of(ipv6), Set.of(ipv6));
        CodecContext codec = agreed(features, new AddPathCapability(List.of(new AddPathCapability.Entry(ipv6, 3))));
        assertThat(codec.addPathReceive()).isEmpty();
        assertThat(codec.addPathSend()).isEmpty();
    }

    @Test
    void whatOnlyOneSideOffersIsNotUsed() {
        Capability[] all = ALL_OFFERED.toArray(Capability[]::new);
        CodecContext plain = TestPeers.negotiated().codec();
        assertThat(agreed(PeerFeatures.NONE, all)).isEqualTo(plain);
        assertThat(agreed(ALL)).isEqualTo(plain);
        CodecContext both = agreed(ALL, all);
        assertThat(both.maxMessageLength()).isEqualTo(65535);
        assertThat(both.extendedNextHop()).isTrue();
    }

    @Test
    void nextHopsOfAnotherFamilyMustBeTheOnesThatWeMean() {
        ExtendedNextHopCapability other = new ExtendedNextHopCapability(
                List.of(new ExtendedNextHopCapability.Entry(AddressFamily.IPV6_UNICAST, Afi.IPV4)));
        assertThat(agreed(ALL, other).extendedNextHop()).isFalse();
    }

    @Nested
    class Roles {

        private PeerConfig external(BgpRole role, boolean strict) {
            return TestPeers.withAs(TestPeers.AS, OTHER_AS)
                    .with(PeerFeatures.NONE.withRole(new RoleSettings(role, strict)));
        }

        private OpenMessage open(Capability... roles) {
            OpenMessage plain = new OpenMessage(
                    4, OTHER_AS, 240, TestPeers.PEER_ID, Capabilities.of(new FourOctetAsCapability(OTHER_AS)));
            return with(plain, roles);
        }

        private boolean refuses(PeerConfig config, OpenMessage open) {
            BgpProtocolException refused = catchThrowableOfType(
                    BgpProtocolException.class, () -> OpenNegotiation.negotiate(config, open, TestPeers.LOCAL_ADDRESS));
            if (refused != null) {
                assertThat(refused.notification()).isEqualTo(TestEvents.notification(2, 11));
            }
            return refused != null;
        }

        @ParameterizedTest
        @EnumSource(BgpRole.class)
        void onlyTheCounterpartFits(BgpRole ours) {
            for (BgpRole theirs : BgpRole.values()) {
                assertThat(refuses(external(ours, false), open(RoleCapability.of(theirs))))
                        .isEqualTo(theirs != ours.counterpart());
            }
        }

        @Test
        void noRoleIsRefusedInStrictModeOnly() {
            assertThat(refuses(external(BgpRole.PEER, false), open())).isFalse();
            assertThat(refuses(external(BgpRole.PEER, true), open())).isTrue();
        }

        @Test
        void severalRolesMustBeTheSame() {
            Capability peer = RoleCapability.of(BgpRole.PEER);
            PeerConfig config = external(BgpRole.PEER, false);
            assertThat(refuses(config, open(peer, peer))).isFalse();
            assertThat(refuses(config, open(peer, RoleCapability.of(BgpRole.CUSTOMER))))
                    .isTrue();
        }

        @Test
        void anUnknownRoleDoesNotFit() {
            assertThat(refuses(external(BgpRole.PEER, false), open(new RoleCapability(99))))
                    .isTrue();
        }

        @Test
        void insideAnAsThereAreNoRoles() {
            PeerConfig internal =
                    TestPeers.internal().with(PeerFeatures.NONE.withRole(new RoleSettings(BgpRole.PEER, true)));
            assertThat(offered(internal)).isEqualTo(offered(TestPeers.internal()));
            assertThat(refuses(internal, TestPeers.peerOpen())).isFalse();
            assertThat(offered(external(BgpRole.PEER, true))).contains(RoleCapability.of(BgpRole.PEER));
        }

        @Test
        void aPeerWithoutARoleOfOursMayHaveAny() {
            PeerConfig config = TestPeers.withAs(TestPeers.AS, OTHER_AS);
            assertThat(refuses(config, open(RoleCapability.of(BgpRole.PROVIDER))))
                    .isFalse();
        }
    }
}
