package io.nightjar.rib.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.attribute.ClusterList;
import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.Community;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.MultiExitDisc;
import io.nightjar.bgp.attribute.Origin;
import io.nightjar.bgp.attribute.OriginatorId;
import io.nightjar.bgp.attribute.PathAttribute;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.rib.nexthop.NextHopResolution;
import io.nightjar.rib.nexthop.NextHopResolution.Unreachable;
import io.nightjar.rib.nexthop.NextHopResolution.Via;
import io.nightjar.rib.route.ResolvedRoute;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource.FromPeer;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Against {@link ReferenceDecision}: with any metrics, missing attributes, and several paths of one peer. */
class DecisionReferenceProperties {

    private static final Prefix PREFIX = Prefix.parse("10.1.0.0/16");

    @Property(tries = 1500)
    void theWinnerAndEachLoserAreThoseOfTheReference(@ForAll("candidates") List<ResolvedRoute> candidates) {
        Selection selection = DecisionProcess.select(candidates);
        Map<ResolvedRoute, SelectionReason> losers = new HashMap<>();
        selection.eliminated().forEach(elimination -> losers.put(elimination.loser(), elimination.step()));
        assertThat(losers).isEqualTo(ReferenceDecision.eliminated(candidates));
        assertThat(candidates).contains(selection.best());
        assertThat(losers).doesNotContainKey(selection.best()).hasSize(candidates.size() - 1);
    }

    @Property(tries = 500)
    void orderHasNoInfluenceOnPathsEither(@ForAll("candidates") List<ResolvedRoute> candidates, @ForAll long seed) {
        List<ResolvedRoute> shuffled = new ArrayList<>(candidates);
        Collections.shuffle(shuffled, new Random(seed));
        Selection selection = DecisionProcess.select(candidates);
        Selection again = DecisionProcess.select(shuffled);
        assertThat(again.best()).isEqualTo(selection.best());
        assertThat(again.reason()).isEqualTo(selection.reason());
        assertThat(again.eliminated()).containsExactlyInAnyOrderElementsOf(selection.eliminated());
    }

    /** RFC 4271 §9.1.2.2 (c): no metric of one neighbour says anything about another neighbour's routes. */
    @Property(tries = 500)
    void metricsOfOneNeighborAloneDoNotMatter(@ForAll("candidates") List<ResolvedRoute> candidates) {
        List<ResolvedRoute> distinct = new ArrayList<>();
        for (ResolvedRoute candidate : candidates) {
            int number = distinct.size();
            distinct.add(with(candidate, TestAttributes.path(65100 + number)));
        }
        List<ResolvedRoute> level = distinct.stream()
                .map(route -> with(route, new MultiExitDisc(7)))
                .toList();
        Selection anyMetric = DecisionProcess.select(distinct);
        assertThat(level.indexOf(DecisionProcess.select(level).best())).isEqualTo(distinct.indexOf(anyMetric.best()));
        assertThat(anyMetric.eliminated()).noneMatch(lost -> lost.step() == SelectionReason.MULTI_EXIT_DISC);
    }

    private static ResolvedRoute with(ResolvedRoute candidate, PathAttribute attribute) {
        Route route = candidate.route();
        return new ResolvedRoute(route.withAttributes(route.attributes().with(attribute)), candidate.resolution());
    }

    /** Few values of everything, so that the late steps are reached. */
    @Provide
    Arbitrary<List<ResolvedRoute>> candidates() {
        Arbitrary<Integer> peers = Arbitraries.integers().between(1, 5);
        Arbitrary<Long> paths = Arbitraries.longs().between(0, 2);
        return Combinators.combine(peers, paths, attributes(), resolutions())
                .as(DecisionReferenceProperties::candidate)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .uniqueElements(candidate ->
                        Tuple.of(candidate.route().source(), candidate.route().nlri()));
    }

    private static ResolvedRoute candidate(
            int number, long pathId, PathAttributes attributes, NextHopResolution resolution) {
        TestPeer peer = number < 4 ? TestPeer.internal(number) : TestPeer.external(number, 65000 + number);
        FromPeer source = peer.source();
        // Two sessions with one speaker have everything but their names in common.
        FromPeer twin = new FromPeer(
                source.peer(),
                source.type(),
                source.asNumber(),
                TestPeer.internal(1).identifier(),
                TestPeer.internal(number % 2 + 1).address(),
                source.clientClusterId());
        Route route = new Route(new Nlri(PREFIX, pathId), attributes, twin);
        return new ResolvedRoute(route, resolution);
    }

    private static Arbitrary<NextHopResolution> resolutions() {
        return Arbitraries.frequency(
                Tuple.of(6, new Via(null, "eth0", 2, 0)),
                Tuple.of(1, new Via(null, "eth0", 2, 10)),
                Tuple.of(1, new Unreachable(Unreachable.Reason.NO_ROUTE)));
    }

    private static Arbitrary<PathAttributes> attributes() {
        Arbitrary<Integer> seldom = Arbitraries.frequency(Tuple.of(5, 0), Tuple.of(1, 1), Tuple.of(1, 2));
        Arbitrary<Integer> small = Arbitraries.integers().between(0, 2);
        return Combinators.combine(seldom, seldom, seldom, small, seldom, seldom, seldom)
                .as((pref, origin, as, med, originator, clusters, stale) ->
                        base(pref, origin, as).apply(med, originator, clusters, stale));
    }

    private interface Further {
        PathAttributes apply(int med, int originator, int clusters, int stale);
    }

    /** The value 1 stands for a missing attribute wherever one may be missing. */
    private static Further base(int pref, int origin, int as) {
        PathAttributes base = TestAttributes.internal(
                "10.0.0.1", List.of(Origin.IGP, Origin.EGP, Origin.INCOMPLETE).get(origin));
        PathAttributes preferred =
                pref == 1 ? base.without(AttributeType.LOCAL_PREF) : base.with(new LocalPref(100 - pref));
        PathAttributes routed = preferred.with(as == 1 ? TestAttributes.path() : TestAttributes.path(65001 + as));
        return (med, originator, clusters, stale) -> {
            PathAttributes all = med == 1 ? routed : routed.with(new MultiExitDisc(med));
            if (originator > 0) {
                all = all.with(new OriginatorId(new BgpIdentifier(-originator)));
            }
            if (clusters > 0) {
                all = all.with(new ClusterList(Collections.nCopies(clusters, new BgpIdentifier(9))));
            }
            return stale == 2 ? all.with(Communities.of(Community.LLGR_STALE)) : all;
        };
    }
}
