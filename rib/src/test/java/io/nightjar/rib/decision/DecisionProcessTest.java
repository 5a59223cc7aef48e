package io.nightjar.rib.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.ClusterList;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.MultiExitDisc;
import io.nightjar.bgp.attribute.Origin;
import io.nightjar.bgp.attribute.OriginatorId;
import io.nightjar.bgp.attribute.PathAttribute;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.nexthop.NextHopResolution;
import io.nightjar.rib.nexthop.NextHopResolution.Unreachable;
import io.nightjar.rib.nexthop.NextHopResolution.Unreachable.Reason;
import io.nightjar.rib.nexthop.NextHopResolution.Via;
import io.nightjar.rib.route.ResolvedRoute;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource.FromPeer;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DecisionProcessTest {

    private static final Prefix PREFIX = Prefix.parse("192.168.18.64/26");
    private static final NextHopResolution NEAR = new Via(null, "eth0", 2, 0);
    private static final NextHopResolution FAR = new Via(null, "eth0", 2, 20);
    private static final NextHopResolution NOWHERE = new Unreachable(Reason.NO_ROUTE);

    private static ResolvedRoute internal(int peer, PathAttribute... attributes) {
        return route(TestPeer.internal(peer).source(), TestAttributes.internal("10.0.0.1", attributes));
    }

    private static ResolvedRoute external(int peer, long asNumber, PathAttribute... attributes) {
        return route(
                TestPeer.external(peer, asNumber).source(), TestAttributes.external("10.0.0.1", asNumber, attributes));
    }

    private static ResolvedRoute route(FromPeer source, PathAttributes attributes) {
        return new ResolvedRoute(new Route(Nlri.of(PREFIX), attributes, source), NEAR);
    }

    private static ResolvedRoute resolved(ResolvedRoute route, NextHopResolution resolution) {
        return new ResolvedRoute(route.route(), resolution);
    }

    private static ResolvedRoute originated() {
        return new ResolvedRoute(Route.originated(PREFIX, "test"), ResolvedRoute.LOCAL);
    }

    /** In each order of the candidates. */
    private static void assertWins(SelectionReason reason, ResolvedRoute winner, ResolvedRoute... losers) {
        List<ResolvedRoute> candidates = new ArrayList<>(List.of(losers));
        candidates.add(winner);
        for (int i = 0; i < candidates.size(); i++) {
            Collections.rotate(candidates, 1);
            Selection selection = DecisionProcess.select(candidates);
            assertThat(selection.best()).isEqualTo(winner);
            assertThat(selection.reason()).isEqualTo(reason);
            assertThat(selection.eliminated())
                    .extracting(Selection.Elimination::loser)
                    .containsExactlyInAnyOrder(losers);
        }
    }

    @Test
    void nothingToChooseFromIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> DecisionProcess.select(List.of()));
    }

    @Test
    void theOnlyRouteWins() {
        assertWins(SelectionReason.ONLY_ROUTE, internal(1));
    }

    @Test
    void theOnlyRouteWinsEvenIfItCannotBeReached() {
        Selection selection = DecisionProcess.select(List.of(resolved(internal(1), NOWHERE)));
        assertThat(selection.best().reachable()).isFalse();
    }

    @Test
    void aRouteThatStartsHereGoesBeforeAnyLearnedOne() {
        assertWins(SelectionReason.SOURCE_PREFERENCE, originated(), internal(1, new LocalPref(900)));
    }

    @Test
    void twoRoutesThatStartHereAreABug() {
        assertThatIllegalStateException()
                .isThrownBy(() -> DecisionProcess.select(List.of(originated(), originated())))
                .withMessageContaining("cannot be told apart");
    }

    @Test
    void sameSourceTwiceIsABug() {
        assertThatIllegalStateException().isThrownBy(() -> DecisionProcess.select(List.of(internal(1), internal(1))));
    }

    @Nested
    class EqualPaths {

        private static final NextHopResolution ROUTER = new Via(IpAddress.parse("10.0.0.1"), "eth0", 2, 0);

        private ResolvedRoute path(int peer, PathAttribute... attributes) {
            return resolved(internal(peer, attributes), ROUTER);
        }

        private List<ResolvedRoute> equal(ResolvedRoute... candidates) {
            return DecisionProcess.select(List.of(candidates)).equal();
        }

        @Test
        void whereNothingIsForwardedNothingIsShared() {
            assertThat(equal(internal(2), internal(1))).containsExactly(internal(1));
        }

        @Test
        void theOnlyRouteHasNoEqual() {
            assertThat(equal(path(1))).containsExactly(path(1));
        }

        @Test
        void whatOnlyAnIdentifierTellsApartIsEqual() {
            assertThat(equal(path(3), path(1), path(2))).containsExactly(path(1), path(3), path(2));
        }

        @Test
        void whatForwardingPrefersHasNoEqual() {
            ResolvedRoute far = resolved(internal(1), new Via(IpAddress.parse("10.0.0.1"), "eth0", 2, 20));
            assertThat(equal(far, path(2))).containsExactly(path(2));
            assertThat(equal(path(1, new LocalPref(900)), path(2))).containsExactly(path(1, new LocalPref(900)));
        }

        @Test
        void severalOfManyMayBeEqual() {
            ResolvedRoute worse = path(1, new LocalPref(50));
            assertThat(equal(worse, path(2), path(3))).containsExactly(path(2), path(3));
        }

        @Test
        void nothingIsSharedOverWhatCannotBeReached() {
            ResolvedRoute one = resolved(internal(1), NOWHERE);
            assertThat(equal(resolved(internal(2), NOWHERE), one)).containsExactly(one);
        }

        @Test
        void aRouteThatStartsHereHasNoEqual() {
            assertThat(equal(path(1), originated())).containsExactly(originated());
        }
    }

    @Test
    void aRouteThatStartsHereAndCannotBeReachedGoesBehindOneThatCan() {
        ResolvedRoute idle = resolved(originated(), NOWHERE);
        assertWins(SelectionReason.SOURCE_PREFERENCE, originated(), internal(1));
        assertWins(SelectionReason.SOURCE_PREFERENCE, internal(1), idle);
        assertWins(SelectionReason.SOURCE_PREFERENCE, resolved(internal(1), NOWHERE), idle);
    }

    @Nested
    class NextHopReachability {

        @Test
        void reachableGoesBeforeUnreachableWhateverElse() {
            assertWins(
                    SelectionReason.NEXT_HOP_REACHABLE,
                    internal(2),
                    resolved(internal(1, new LocalPref(900)), NOWHERE));
        }

        @Test
        void amongUnreachableOnesTheOtherStepsDecide() {
            assertWins(
                    SelectionReason.LOCAL_PREF,
                    resolved(internal(2, new LocalPref(900)), NOWHERE),
                    resolved(internal(1), NOWHERE));
        }
    }

    @Nested
    class DegreeOfPreference {

        @Test
        void highestLocalPrefWins() {
            assertWins(SelectionReason.LOCAL_PREF, internal(2, new LocalPref(101)), internal(1));
        }

        @Test
        void localPrefIsComparedAsAnUnsignedNumber() {
            assertWins(
                    SelectionReason.LOCAL_PREF,
                    internal(2, new LocalPref(0xffff_ffffL)),
                    internal(1, new LocalPref(0x7fff_ffffL)));
        }

        @Test
        void missingLocalPrefCountsAsHundred() {
            ResolvedRoute missing = external(1, 65001);
            assertWins(SelectionReason.LOCAL_PREF, missing, internal(2, new LocalPref(99)));
            assertWins(SelectionReason.LOCAL_PREF, internal(2, new LocalPref(101)), missing);
        }
    }

    @Nested
    class TieBreaks {

        @Test
        void shortestAsPathWins() {
            assertWins(
                    SelectionReason.AS_PATH_LENGTH,
                    external(2, 65001),
                    external(1, 65001, TestAttributes.path(65001, 65001)));
        }

        @Test
        void aMissingAsPathIsEmpty() {
            PathAttributes bare = TestAttributes.internal("10.0.0.1").without(2);
            assertWins(
                    SelectionReason.AS_PATH_LENGTH,
                    route(TestPeer.internal(2).source(), bare),
                    internal(1, TestAttributes.path(65001)));
        }

        @Test
        void lowestOriginWins() {
            assertWins(SelectionReason.ORIGIN, internal(3), internal(1, Origin.INCOMPLETE), internal(2, Origin.EGP));
        }

        @Test
        void missingOriginIsTheWorst() {
            PathAttributes bare = TestAttributes.internal("10.0.0.1").without(1);
            assertWins(
                    SelectionReason.ORIGIN,
                    internal(2, Origin.EGP),
                    route(TestPeer.internal(1).source(), bare));
        }

        @Test
        void lowestMultiExitDiscOfOneNeighborWins() {
            assertWins(
                    SelectionReason.MULTI_EXIT_DISC,
                    external(2, 65001, new MultiExitDisc(10)),
                    external(1, 65001, new MultiExitDisc(20)));
        }

        @Test
        void missingMultiExitDiscIsTheLowest() {
            assertWins(SelectionReason.MULTI_EXIT_DISC, external(2, 65001), external(1, 65001, new MultiExitDisc(1)));
        }

        @Test
        void multiExitDiscOfOtherNeighborsIsNotCompared() {
            assertWins(
                    SelectionReason.BGP_IDENTIFIER,
                    external(1, 65001, new MultiExitDisc(20)),
                    external(2, 65002, new MultiExitDisc(10)));
        }

        @Test
        void multiExitDiscIsComparedInGroupsAndNotInPairs() {
            // In pairs this is a circle: 3 beats 1 by MED, 1 beats 2 and 2 beats 3 by identifier.
            ResolvedRoute first = external(1, 65001, new MultiExitDisc(20));
            ResolvedRoute second = external(2, 65002);
            ResolvedRoute third = external(3, 65001, new MultiExitDisc(10));
            assertWins(SelectionReason.BGP_IDENTIFIER, second, first, third);
        }

        @Test
        void theNeighborOfAnEmptyPathIsThePeersAs() {
            assertWins(
                    SelectionReason.MULTI_EXIT_DISC,
                    internal(2, new MultiExitDisc(10)),
                    internal(1, new MultiExitDisc(20)));
        }

        @Test
        void theNeighborOfAPathThatBeginsWithASetIsThePeersAs() {
            AsPath set =
                    new AsPath(List.of(new AsPath.Segment(AsPath.SegmentType.AS_SET, List.of(AsNumber.of(65009)))));
            assertWins(
                    SelectionReason.MULTI_EXIT_DISC,
                    external(2, 65001, set, new MultiExitDisc(10)),
                    external(1, 65001, set, new MultiExitDisc(20)));
        }

        @Test
        void externalGoesBeforeInternal() {
            assertWins(
                    SelectionReason.EXTERNAL_OVER_INTERNAL,
                    external(2, 65001),
                    internal(1, TestAttributes.path(65001)));
        }

        @Test
        void theNearestNextHopWins() {
            assertWins(SelectionReason.INTERIOR_COST, internal(2), resolved(internal(1), FAR));
        }

        @Test
        void lowestIdentifierWinsAsAnUnsignedNumber() {
            FromPeer high = sourceWithIdentifier(1, "200.0.0.1");
            FromPeer low = sourceWithIdentifier(2, "100.0.0.1");
            PathAttributes attributes = TestAttributes.internal("10.0.0.1");
            assertWins(SelectionReason.BGP_IDENTIFIER, route(low, attributes), route(high, attributes));
        }

        @Test
        void originatorIdStandsInForTheIdentifier() {
            assertWins(
                    SelectionReason.BGP_IDENTIFIER,
                    internal(3, new OriginatorId(BgpIdentifier.parse("10.0.0.1"))),
                    internal(2));
        }

        @Test
        void shortestClusterListWins() {
            OriginatorId originator = new OriginatorId(BgpIdentifier.parse("10.0.0.9"));
            ClusterList one = new ClusterList(List.of(BgpIdentifier.parse("1.1.1.1")));
            assertWins(
                    SelectionReason.CLUSTER_LIST_LENGTH,
                    internal(3, originator),
                    internal(2, originator, one),
                    internal(1, originator, one.prepend(BgpIdentifier.parse("2.2.2.2"))));
        }

        @Test
        void lowestPeerAddressWins() {
            OriginatorId originator = new OriginatorId(BgpIdentifier.parse("10.0.0.9"));
            assertWins(
                    SelectionReason.PEER_ADDRESS,
                    internal(1, originator),
                    internal(2, originator),
                    internal(3, originator));
        }

        @Test
        void firstNameWinsBetweenSessionsToOneAddress() {
            FromPeer one = TestPeer.internal(1).source();
            FromPeer other = new FromPeer(
                    TestPeer.internal(2).id(), one.type(), one.asNumber(), one.identifier(), one.address(), null);
            PathAttributes attributes = TestAttributes.internal("10.0.0.1");
            assertWins(SelectionReason.PEER_NAME, route(one, attributes), route(other, attributes));
        }

        @Test
        void lowestPathIdentifierWinsBetweenPathsOfOnePeer() {
            FromPeer source = TestPeer.internal(1).source();
            PathAttributes attributes = TestAttributes.internal("10.0.0.1");
            assertWins(
                    SelectionReason.PATH_IDENTIFIER,
                    new ResolvedRoute(new Route(new Nlri(PREFIX, 0), attributes, source), NEAR),
                    new ResolvedRoute(new Route(new Nlri(PREFIX, 7), attributes, source), NEAR));
        }

        private static FromPeer sourceWithIdentifier(int peer, String identifier) {
            FromPeer source = TestPeer.internal(peer).source();
            return new FromPeer(
                    source.peer(),
                    source.type(),
                    source.asNumber(),
                    BgpIdentifier.parse(identifier),
                    source.address(),
                    null);
        }
    }

    @Test
    void eachLoserIsTheResultOfTheStepThatEliminatedIt() {
        ResolvedRoute best = internal(1);
        ResolvedRoute farther = resolved(internal(2), FAR);
        ResolvedRoute lesser = internal(3, new LocalPref(50));
        assertThat(DecisionProcess.select(List.of(lesser, farther, best)).eliminated())
                .containsExactly(
                        new Selection.Elimination(lesser, SelectionReason.LOCAL_PREF),
                        new Selection.Elimination(farther, SelectionReason.INTERIOR_COST));
    }

    @Test
    void theStepsStandInTheOrderOfTheReasons() {
        assertThat(TieBreaker.IN_ORDER)
                .extracting(TieBreaker::reason)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(TieBreaker.IN_ORDER).hasSize(SelectionReason.values().length - 2);
    }
}
