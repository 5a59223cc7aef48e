package io.nightjar.rib.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.Community;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.MpReachNlri;
import io.nightjar.bgp.attribute.MpUnreachNlri;
import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.attribute.OriginatorId;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.net.Safi;
import io.nightjar.rib.policy.PolicyRule;
import io.nightjar.rib.policy.PrefixMatch;
import io.nightjar.rib.policy.RouteAction;
import io.nightjar.rib.policy.RoutePolicy;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ImportTest {

    private static final OwnIdentity OWN = TestPeer.ownIdentity(Set.of());
    private static final Sender PEER = Sender.of(TestPeer.internal(1).session());
    private static final Sender EXTERNAL_PEER =
            Sender.of(TestPeer.external(2, 65002).session());
    private static final Prefix PREFIX = Prefix.parse("192.168.0.0/26");
    private static final Route ROUTE = Route.originated(PREFIX, "test");

    @Nested
    class Rules {

        private final ImportRules rules = new ImportRules(LoopCheck.NONE);

        @Test
        void ordinaryAttributesHaveNothingAgainstThem() {
            assertThat(rules.checkAttributes(TestAttributes.internal("10.0.0.1"), OWN, PEER))
                    .isEqualTo(ImportReason.ACCEPTED);
        }

        @Test
        void ownAsInThePathIsALoop() {
            AsPath path = TestAttributes.path(65001, TestPeer.OWN_AS.value(), 65002);
            assertThat(rules.checkAttributes(TestAttributes.internal("10.0.0.1", path), OWN, PEER))
                    .isEqualTo(ImportReason.OWN_AS_IN_PATH);
        }

        @Test
        void ownAsMayBeInThePathAsOftenAsIsAllowed() {
            AsPath path = TestAttributes.path(65001, TestPeer.OWN_AS.value(), TestPeer.OWN_AS.value());
            PathAttributes attributes = TestAttributes.internal("10.0.0.1", path);
            assertThat(rules.checkAttributes(attributes, allowing(1), PEER)).isEqualTo(ImportReason.OWN_AS_IN_PATH);
            assertThat(rules.checkAttributes(attributes, allowing(2), PEER)).isEqualTo(ImportReason.ACCEPTED);
        }

        private OwnIdentity allowing(int times) {
            return new OwnIdentity(TestPeer.OWN_AS, TestPeer.OWN_IDENTIFIER, Set.of(), times, TestPeer.OWN_ADDRESS);
        }

        @Test
        void missingAsPathIsNoLoop() {
            assertThat(rules.checkAttributes(TestAttributes.internal("10.0.0.1").without(2), OWN, PEER))
                    .isEqualTo(ImportReason.ACCEPTED);
        }

        @Test
        void missingNextHopIsRefused() {
            assertThat(rules.checkAttributes(TestAttributes.internal("10.0.0.1").without(3), OWN, PEER))
                    .isEqualTo(ImportReason.NO_NEXT_HOP);
        }

        @Test
        void ownAddressAsNextHopIsRefused() {
            String own = TestPeer.OWN_ADDRESS.toString();
            assertThat(rules.checkAttributes(TestAttributes.internal(own), OWN, PEER))
                    .isEqualTo(ImportReason.OWN_NEXT_HOP);
            AsPath loop = TestAttributes.path(TestPeer.OWN_AS.value());
            assertThat(rules.checkAttributes(TestAttributes.internal(own, loop), OWN, PEER))
                    .as("a loop says more")
                    .isEqualTo(ImportReason.OWN_AS_IN_PATH);
        }

        @Test
        void additionalCheckIsAskedAfterTheOwnAs() {
            ImportRules strict = new ImportRules((attributes, own) -> ImportReason.OWN_ORIGINATOR_ID);
            AsPath loop = TestAttributes.path(TestPeer.OWN_AS.value());
            assertThat(strict.checkAttributes(TestAttributes.internal("10.0.0.1"), OWN, PEER))
                    .isEqualTo(ImportReason.OWN_ORIGINATOR_ID);
            assertThat(strict.checkAttributes(TestAttributes.internal("10.0.0.1", loop), OWN, PEER))
                    .isEqualTo(ImportReason.OWN_AS_IN_PATH);
        }

        @Test
        void policyIsAskedOnlyForWhatIsNoLoop() {
            assertThat(rules.decide(ImportReason.OWN_AS_IN_PATH, ROUTE, RoutePolicy.ACCEPT_ALL))
                    .isEqualTo(new ImportVerdict(ImportReason.OWN_AS_IN_PATH, ""));
        }

        @Test
        void verdictNamesTheRule() {
            RoutePolicy policy = new RoutePolicy(
                    List.of(new PolicyRule(PrefixMatch.exact(PREFIX), RouteAction.REJECT, "rule 7")),
                    RouteAction.ACCEPT);
            ImportVerdict verdict = rules.decide(ImportReason.ACCEPTED, ROUTE, policy);
            assertThat(verdict).isEqualTo(new ImportVerdict(ImportReason.REJECTED_BY_POLICY, "rule 7"));
            assertThat(verdict.accepted()).isFalse();
            assertThat(rules.decide(ImportReason.ACCEPTED, Route.originated(Prefix.parse("10.0.0.0/8"), "test"), policy)
                            .accepted())
                    .isTrue();
        }
    }

    @Nested
    class TakingUpdatesApart {

        private final Nlri v4 = Nlri.of(PREFIX);
        private final Nlri v6 = Nlri.of(Prefix.parse("fd00:1::/122"));
        private final NextHop v4NextHop = new NextHop(IpAddress.parse("10.0.0.1"));
        private final IpAddress v6NextHop = IpAddress.parse("fd00::1");

        @Test
        void eachFamilyGetsItsOwnNextHop() {
            MpReachNlri reach = new MpReachNlri(AddressFamily.IPV6_UNICAST, v6NextHop, null, List.of(v6));
            UpdateMessage update =
                    new UpdateMessage(List.of(), TestAttributes.internal("10.0.0.1", reach), List.of(v4));
            ReceivedUpdate received = ReceivedUpdate.of(update, PEER);
            assertThat(received.announcements())
                    .containsExactly(
                            new ReceivedUpdate.Announcement(TestAttributes.internal("10.0.0.1"), List.of(v4)),
                            new ReceivedUpdate.Announcement(TestAttributes.internal("fd00::1"), List.of(v6)));
        }

        @Test
        void withdrawalsOfAllFamiliesAreTogether() {
            MpUnreachNlri unreach = new MpUnreachNlri(AddressFamily.IPV6_UNICAST, List.of(v6));
            UpdateMessage update = new UpdateMessage(List.of(v4), PathAttributes.of(unreach), List.of());
            ReceivedUpdate received = ReceivedUpdate.of(update, PEER);
            assertThat(received.withdrawn()).containsExactly(v4, v6);
            assertThat(received.announcements()).isEmpty();
        }

        @Test
        void otherSubsequentFamiliesAreLeftOut() {
            AddressFamily multicast = new AddressFamily(Afi.IPV6, new Safi(2));
            UpdateMessage update = new UpdateMessage(
                    List.of(),
                    PathAttributes.of(
                            new MpReachNlri(multicast, v6NextHop, null, List.of(v6)),
                            new MpUnreachNlri(multicast, List.of(v6))),
                    List.of());
            assertThat(ReceivedUpdate.of(update, PEER)).isEqualTo(new ReceivedUpdate(List.of(), List.of()));
        }

        @Test
        void emptyReachabilityAnnouncesNothing() {
            MpReachNlri reach = new MpReachNlri(AddressFamily.IPV6_UNICAST, v6NextHop, null, List.of());
            UpdateMessage update = new UpdateMessage(List.of(), PathAttributes.of(reach), List.of());
            assertThat(ReceivedUpdate.of(update, PEER).announcements()).isEmpty();
        }

        @Test
        void anExternalPeerHasNoSayInInternalAttributes() {
            PathAttributes sent = PathAttributes.of(
                    TestAttributes.path(65001),
                    v4NextHop,
                    new LocalPref(900),
                    new OriginatorId(BgpIdentifier.parse("9.9.9.9")));
            UpdateMessage update = new UpdateMessage(List.of(), sent, List.of(v4));
            assertThat(ReceivedUpdate.of(update, EXTERNAL_PEER)
                            .announcements()
                            .get(0)
                            .attributes())
                    .isEqualTo(PathAttributes.of(TestAttributes.path(65001), v4NextHop));
        }
    }

    @Nested
    class GracefulShutdown {

        private PathAttributes received(Sender sender, Communities communities) {
            PathAttributes sent = TestAttributes.internal("10.0.0.1", communities, new LocalPref(300));
            UpdateMessage update = new UpdateMessage(List.of(), sent, List.of(Nlri.of(PREFIX)));
            return ReceivedUpdate.of(update, sender).announcements().get(0).attributes();
        }

        @Test
        void whatAnExternalPeerTakesAwaySoonIsTheLastResort() {
            Communities leaving = Communities.of(Community.GRACEFUL_SHUTDOWN);
            assertThat(received(EXTERNAL_PEER, leaving).find(LocalPref.class)).contains(new LocalPref(0));
            assertThat(received(EXTERNAL_PEER, leaving).find(Communities.class)).contains(leaving);
        }

        @Test
        void insideTheAsLocalPrefHasBeenSetAlready() {
            assertThat(received(PEER, Communities.of(Community.GRACEFUL_SHUTDOWN))
                            .find(LocalPref.class))
                    .contains(new LocalPref(300));
        }

        @Test
        void otherCommunitiesChangeNothing() {
            assertThat(received(EXTERNAL_PEER, Communities.of(Community.of(65001, 1)))
                            .find(LocalPref.class))
                    .isEmpty();
        }
    }

    @Test
    void ownIdentityIsAValue() {
        assertThat(OWN)
                .isEqualTo(new OwnIdentity(
                        AsNumber.of(64512), TestPeer.OWN_IDENTIFIER, Set.of(), 0, TestPeer.OWN_ADDRESS));
    }
}
