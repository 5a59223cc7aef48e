package io.nightjar.rib.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.attribute.ClusterList;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.MultiExitDisc;
import io.nightjar.bgp.attribute.Origin;
import io.nightjar.bgp.attribute.OriginatorId;
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
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The choice is a function of the set. */
class DecisionProcessProperties {

    private static final Nlri NLRI = Nlri.of(Prefix.parse("10.1.0.0/16"));

    @Property
    void orderHasNoInfluence(@ForAll("candidates") List<ResolvedRoute> candidates, @ForAll long seed) {
        Selection selection = DecisionProcess.select(candidates);
        List<ResolvedRoute> shuffled = new ArrayList<>(candidates);
        Collections.shuffle(shuffled, new Random(seed));
        Selection again = DecisionProcess.select(shuffled);
        assertThat(again.best()).isEqualTo(selection.best());
        assertThat(again.reason()).isEqualTo(selection.reason());
        assertThat(again.eliminated()).containsExactlyInAnyOrderElementsOf(selection.eliminated());
    }

    @Property
    void everyCandidateIsAccountedFor(@ForAll("candidates") List<ResolvedRoute> candidates) {
        Selection selection = DecisionProcess.select(candidates);
        List<ResolvedRoute> all = new ArrayList<>(List.of(selection.best()));
        selection.eliminated().forEach(elimination -> all.add(elimination.loser()));
        assertThat(all).containsExactlyInAnyOrderElementsOf(candidates);
    }

    @Property
    void withoutMultiExitDiscTheWinnerIsTheLeastInOneOrder(@ForAll("candidates") List<ResolvedRoute> candidates) {
        List<ResolvedRoute> comparable = candidates.stream()
                .map(candidate -> new ResolvedRoute(
                        candidate
                                .route()
                                .withAttributes(candidate.route().attributes().with(new MultiExitDisc(0))),
                        candidate.resolution()))
                .toList();
        assertThat(DecisionProcess.select(comparable).best()).isEqualTo(Collections.min(comparable, ORDER));
    }

    private static final Comparator<ResolvedRoute> ORDER = Comparator.<ResolvedRoute, Boolean>comparing(
                    candidate -> !candidate.reachable())
            .thenComparing(candidate -> -candidate
                    .route()
                    .attributes()
                    .find(LocalPref.class)
                    .orElseThrow()
                    .value())
            .thenComparing(candidate -> candidate.route().asPath().length())
            .thenComparing(candidate ->
                    candidate.route().attributes().find(Origin.class).orElseThrow())
            .thenComparing(candidate -> source(candidate).internal())
            .thenComparing(candidate -> candidate.resolution() instanceof Via via ? via.igpMetric() : 0L)
            .thenComparing(candidate -> candidate
                    .route()
                    .attributes()
                    .find(OriginatorId.class)
                    .orElseThrow()
                    .identifier())
            .thenComparing(candidate -> candidate
                    .route()
                    .attributes()
                    .find(ClusterList.class)
                    .orElseThrow()
                    .clusterIds()
                    .size())
            .thenComparing(candidate -> source(candidate).address());

    private static FromPeer source(ResolvedRoute candidate) {
        return (FromPeer) candidate.route().source();
    }

    @Property
    void anUnreachableRouteIsBestOnlyIfAllAreUnreachable(@ForAll("candidates") List<ResolvedRoute> candidates) {
        boolean anyReachable = candidates.stream().anyMatch(ResolvedRoute::reachable);
        assertThat(DecisionProcess.select(candidates).best().reachable()).isEqualTo(anyReachable);
    }

    /** Few values of everything, so that the late steps are reached. */
    @Provide
    Arbitrary<List<ResolvedRoute>> candidates() {
        Arbitrary<Integer> peers = Arbitraries.integers().between(1, 12);
        return Combinators.combine(
                        peers,
                        attributes(),
                        resolutions(),
                        Arbitraries.integers().between(0, 3))
                .as(DecisionProcessProperties::candidate)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .uniqueElements(candidate -> candidate.route().source().peer());
    }

    private static ResolvedRoute candidate(
            int number, PathAttributes attributes, NextHopResolution resolution, int asNumber) {
        TestPeer peer = asNumber == 0 ? TestPeer.internal(number) : TestPeer.external(number, 65000 + asNumber);
        return new ResolvedRoute(new Route(NLRI, attributes, peer.source()), resolution);
    }

    private static Arbitrary<NextHopResolution> resolutions() {
        return Arbitraries.of(
                new Via(null, "eth0", 2, 0),
                new Via(null, "eth0", 2, 10),
                new Unreachable(Unreachable.Reason.NO_ROUTE));
    }

    private static Arbitrary<PathAttributes> attributes() {
        Arbitrary<Origin> origins = Arbitraries.of(Origin.class);
        Arbitrary<Integer> small = Arbitraries.integers().between(0, 2);
        return Combinators.combine(small, small, small, small, small, origins)
                .as((pref, as, med, originator, clusters, origin) -> TestAttributes.internal(
                        "10.0.0.1",
                        origin,
                        new LocalPref(pref == 0 ? 50 : 100),
                        as == 0 ? TestAttributes.path() : TestAttributes.path(65000 + as),
                        new MultiExitDisc(med),
                        new OriginatorId(new BgpIdentifier(originator + 1)),
                        new ClusterList(Collections.nCopies(clusters, new BgpIdentifier(9)))));
    }
}
