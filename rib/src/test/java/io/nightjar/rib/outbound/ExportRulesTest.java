package io.nightjar.rib.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.AsPath.Segment;
import io.nightjar.bgp.attribute.AsPath.SegmentType;
import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.attribute.ClusterList;
import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.Community;
import io.nightjar.bgp.attribute.ExtendedCommunities;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.MultiExitDisc;
import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.attribute.Origin;
import io.nightjar.bgp.attribute.OriginatorId;
import io.nightjar.bgp.attribute.PathAttribute;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.attribute.UnknownAttribute;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Octets;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerType;
import io.nightjar.rib.config.PeerPolicy.NextHopMode;
import io.nightjar.rib.policy.PolicyRule;
import io.nightjar.rib.policy.PrefixMatch;
import io.nightjar.rib.policy.RouteAction;
import io.nightjar.rib.policy.RouteCondition;
import io.nightjar.rib.policy.RouteOperation;
import io.nightjar.rib.policy.RoutePolicy;
import io.nightjar.rib.policy.SourceMatch;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource.FromPeer;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ExportRulesTest {

    private static final Prefix PREFIX = Prefix.parse("192.168.18.64/26");
    private static final long NON_TRANSITIVE = 1L << 62;

    private final ExportRules rules = new ExportRules(new MeshRule());

    private static ExportTarget target(TestPeer peer) {
        return ExportTarget.of(peer.session(), peer.policy());
    }

    private static Route route(TestPeer from, PathAttribute... attributes) {
        return new Route(Nlri.of(PREFIX), TestAttributes.internal("10.0.0.1", attributes), from.source());
    }

    private ExportReason reason(Route route, TestPeer to) {
        return rules.check(route, target(to)).reason();
    }

    private final TestPeer internal = TestPeer.internal(1);
    private final TestPeer external = TestPeer.external(2, 65002);
    private final TestPeer otherExternal = TestPeer.external(3, 65003);

    @Nested
    class WhoIsTold {

        @Test
        void ownRoutesGoToEverybody() {
            Route own = Route.originated(PREFIX, "test");
            assertThat(reason(own, internal)).isEqualTo(ExportReason.ADVERTISED);
            assertThat(reason(own, external)).isEqualTo(ExportReason.ADVERTISED);
        }

        /** A speaker that is in two ASes passes routes between them as BIRD does, and nobody is their originator or cluster. */
        @Test
        void internalRoutesGoToInternalPeersOfAnotherLocalAs() {
            FromPeer inside = internal.source();
            FromPeer elsewhere = new FromPeer(
                    inside.peer(), PeerType.INTERNAL, AsNumber.of(65002), inside.identifier(), inside.address(), null);
            Route heard = new Route(Nlri.of(PREFIX), TestAttributes.internal("10.0.0.1"), elsewhere);
            TestPeer there = TestPeer.internal(9);
            assertThat(reason(heard, there)).isEqualTo(ExportReason.ADVERTISED);
            PathAttributes told = rules.attributes(heard, target(there));
            assertThat(told.find(OriginatorId.class)).isEmpty();
            assertThat(told.find(ClusterList.class)).isEmpty();
            assertThat(told.find(AsPath.class)).contains(AsPath.EMPTY);
        }

        @Test
        void internalRoutesStayAwayFromInternalPeers() {
            assertThat(reason(route(internal), TestPeer.internal(9))).isEqualTo(ExportReason.INTERNAL_TO_INTERNAL);
            assertThat(reason(route(internal), external)).isEqualTo(ExportReason.ADVERTISED);
        }

        @Test
        void externalRoutesGoToEverybody() {
            assertThat(reason(route(external), internal)).isEqualTo(ExportReason.ADVERTISED);
            assertThat(reason(route(external), otherExternal)).isEqualTo(ExportReason.ADVERTISED);
        }

        @Test
        void wellKnownCommunitiesAreHonoured() {
            assertThat(reason(with(Community.NO_ADVERTISE), internal)).isEqualTo(ExportReason.NO_ADVERTISE);
            assertThat(reason(with(Community.NO_ADVERTISE), otherExternal)).isEqualTo(ExportReason.NO_ADVERTISE);
            assertThat(reason(with(Community.NO_EXPORT), internal)).isEqualTo(ExportReason.ADVERTISED);
            assertThat(reason(with(Community.NO_EXPORT), otherExternal)).isEqualTo(ExportReason.NO_EXPORT);
            assertThat(reason(with(Community.NO_EXPORT_SUBCONFED), internal)).isEqualTo(ExportReason.ADVERTISED);
            assertThat(reason(with(Community.NO_EXPORT_SUBCONFED), otherExternal))
                    .isEqualTo(ExportReason.NO_EXPORT_SUBCONFED);
            assertThat(reason(with(Community.of(64512, 1)), otherExternal)).isEqualTo(ExportReason.ADVERTISED);
        }

        private Route with(Community community) {
            return route(external, Communities.of(community));
        }

        @Test
        void otherFamiliesThanNegotiatedAreNotTold() {
            TestPeer v6only = internal.withFamilies(AddressFamily.IPV6_UNICAST);
            assertThat(reason(Route.originated(PREFIX, "test"), v6only)).isEqualTo(ExportReason.FAMILY_NOT_NEGOTIATED);
        }

        @Test
        void exportPolicyRejectsAndIsNamed() {
            RoutePolicy policy = new RoutePolicy(
                    List.of(new PolicyRule(PrefixMatch.orLonger(PREFIX), RouteAction.REJECT, "filter x")),
                    RouteAction.ACCEPT);
            ExportVerdict verdict = rules.check(Route.originated(PREFIX, "t"), target(internal.withExport(policy)));
            assertThat(verdict).isEqualTo(new ExportVerdict(ExportReason.REJECTED_BY_POLICY, "filter x"));
            assertThat(verdict.advertised()).isFalse();
        }

        @Test
        void ownRouteOfAFamilyThatWeHaveNoAddressOfIsNotTold() {
            Route v6 = Route.originated(Prefix.parse("fd00::/64"), "test");
            assertThat(reason(v6, internal)).isEqualTo(ExportReason.NO_NEXT_HOP_OF_FAMILY);
            assertThat(reason(v6, internal.withLocalAddress("fd00::1"))).isEqualTo(ExportReason.ADVERTISED);
            assertThatIllegalStateException().isThrownBy(() -> rules.attributes(v6, target(internal)));
        }

        @Test
        void theMeshPassesNothingOn() {
            assertThatIllegalStateException()
                    .isThrownBy(() -> rules.attributes(route(internal), target(TestPeer.internal(9))));
        }
    }

    @Nested
    class WhatIsTold {

        @Test
        void ownRouteToAnInternalPeer() {
            assertThat(rules.attributes(Route.originated(PREFIX, "test"), target(internal)))
                    .isEqualTo(TestAttributes.internal("10.0.0.254"));
        }

        @Test
        void ownRouteToAnExternalPeer() {
            assertThat(rules.attributes(Route.originated(PREFIX, "test"), target(external)))
                    .isEqualTo(TestAttributes.external("10.0.0.254", 64512));
        }

        @Test
        void internalPeersAlwaysGetALocalPref() {
            Route learned = new Route(Nlri.of(PREFIX), TestAttributes.external("10.0.0.2", 65002), external.source());
            assertThat(rules.attributes(learned, target(internal)))
                    .isEqualTo(TestAttributes.external("10.0.0.2", 65002, LocalPref.DEFAULT));
        }

        @Test
        void internalAttributesStayInside() {
            Route learned = route(
                    internal,
                    new MultiExitDisc(5),
                    new OriginatorId(BgpIdentifier.parse("1.2.3.4")),
                    new ClusterList(List.of(BgpIdentifier.parse("1.1.1.1"))),
                    new ExtendedCommunities(List.of(NON_TRANSITIVE)));
            assertThat(rules.attributes(learned, target(external)))
                    .isEqualTo(TestAttributes.external("10.0.0.254", 64512));
        }

        /** BIRD puts its own AS in front before the filter runs; filters written for it count on that. */
        @Test
        void policiesOfExternalPeersSeeOurAsInThePathAlready() {
            RouteOperation prepend = new RouteOperation.PrependPath(List.of(AsNumber.of(65005)));
            TestPeer filtered = external.withExport(new RoutePolicy(
                    List.of(new PolicyRule(
                            PrefixMatch.orLonger(PREFIX),
                            SourceMatch.ANY,
                            new RouteCondition.PathBegins(List.of(AsNumber.of(64512), AsNumber.of(65003))),
                            RouteAction.ACCEPT,
                            List.of(prepend),
                            "filter x")),
                    RouteAction.REJECT));
            Route heard =
                    new Route(Nlri.of(PREFIX), TestAttributes.external("10.0.0.3", 65003), otherExternal.source());
            ExportVerdict verdict = rules.check(heard, target(filtered));
            assertThat(verdict.advertised()).isTrue();
            assertThat(rules.attributes(heard, target(filtered), verdict).find(AsPath.class))
                    .contains(TestAttributes.path(65005, 64512, 65003));
            assertThat(reason(Route.originated(PREFIX, "test"), filtered)).isEqualTo(ExportReason.REJECTED_BY_POLICY);
        }

        @Test
        void missingAsPathBecomesOurs() {
            Route bare = new Route(
                    Nlri.of(PREFIX), TestAttributes.internal("10.0.0.1").without(2), internal.source());
            assertThat(rules.attributes(bare, target(external)))
                    .isEqualTo(TestAttributes.external("10.0.0.254", 64512));
        }

        @Test
        void confederationSegmentsStayInside() {
            AsPath received = new AsPath(List.of(
                    new Segment(SegmentType.AS_CONFED_SEQUENCE, List.of(AsNumber.of(65101))),
                    new Segment(SegmentType.AS_SEQUENCE, List.of(AsNumber.of(65003))),
                    new Segment(SegmentType.AS_CONFED_SET, List.of(AsNumber.of(65102)))));
            assertThat(rules.attributes(route(internal, received), target(external)))
                    .isEqualTo(TestAttributes.external("10.0.0.254", 64512, TestAttributes.path(64512, 65003)));
        }

        @Test
        void transitiveExtendedCommunitiesCrossTheBorder() {
            Route learned = route(internal, new ExtendedCommunities(List.of(7L, NON_TRANSITIVE)));
            assertThat(rules.attributes(learned, target(external)).find(ExtendedCommunities.class))
                    .contains(new ExtendedCommunities(List.of(7L)));
        }

        @Test
        void multiExitDiscGoesToInternalPeers() {
            Route learned = route(external, new MultiExitDisc(5));
            assertThat(rules.attributes(learned, target(internal)).contains(AttributeType.MULTI_EXIT_DISC))
                    .isTrue();
        }

        @Test
        void unknownTransitiveAttributesArePassedOnAsPartial() {
            Octets value = Octets.ofHex("010203");
            UnknownAttribute transitive = new UnknownAttribute(200, true, false, value);
            UnknownAttribute local = new UnknownAttribute(201, false, false, value);
            PathAttributes told = rules.attributes(route(external, transitive, local), target(internal));
            assertThat(told.asList())
                    .contains(new UnknownAttribute(200, true, true, value))
                    .doesNotContain(transitive, local);
            assertThat(told.find(Origin.class)).contains(Origin.IGP);
        }
    }

    @Nested
    class NextHops {

        private IpAddress nextHop(Route route, TestPeer to) {
            return rules.attributes(route, target(to))
                    .find(NextHop.class)
                    .orElseThrow()
                    .address();
        }

        @Test
        void automaticKeepsItInsideAndChangesItAtTheBorder() {
            assertThat(nextHop(route(external), internal)).isEqualTo(IpAddress.parse("10.0.0.1"));
            assertThat(nextHop(route(internal), external)).isEqualTo(TestPeer.OWN_ADDRESS);
        }

        @Test
        void selfIsAlwaysUs() {
            assertThat(nextHop(route(external), internal.withNextHop(NextHopMode.SELF)))
                    .isEqualTo(TestPeer.OWN_ADDRESS);
        }

        @Test
        void keepIsNeverUsExceptForOwnRoutes() {
            TestPeer keeping = external.withNextHop(NextHopMode.KEEP);
            assertThat(nextHop(route(internal), keeping)).isEqualTo(IpAddress.parse("10.0.0.1"));
            assertThat(nextHop(Route.originated(PREFIX, "test"), keeping)).isEqualTo(TestPeer.OWN_ADDRESS);
        }
    }
}
