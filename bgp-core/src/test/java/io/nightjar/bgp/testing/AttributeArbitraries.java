package io.nightjar.bgp.testing;

import io.nightjar.bgp.attribute.Aggregator;
import io.nightjar.bgp.attribute.As4Aggregator;
import io.nightjar.bgp.attribute.As4Path;
import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.AsPath.Segment;
import io.nightjar.bgp.attribute.AsPath.SegmentType;
import io.nightjar.bgp.attribute.AtomicAggregate;
import io.nightjar.bgp.attribute.ClusterList;
import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.Community;
import io.nightjar.bgp.attribute.ExtendedCommunities;
import io.nightjar.bgp.attribute.LargeCommunities;
import io.nightjar.bgp.attribute.LargeCommunity;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.MpReachNlri;
import io.nightjar.bgp.attribute.MpUnreachNlri;
import io.nightjar.bgp.attribute.MultiExitDisc;
import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.attribute.OnlyToCustomer;
import io.nightjar.bgp.attribute.Origin;
import io.nightjar.bgp.attribute.OriginatorId;
import io.nightjar.bgp.attribute.PathAttribute;
import io.nightjar.bgp.attribute.UnknownAttribute;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.AsNumber;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Valid path attributes. */
public final class AttributeArbitraries {

    private static final int FIRST_UNUSED_TYPE = 43;
    private static final int LAST_UNUSED_TYPE = 127;

    private AttributeArbitraries() {}

    /** One generator for each attribute; MP_* carry IPv6 routes without path identifiers. */
    public static Map<Class<? extends PathAttribute>, Arbitrary<? extends PathAttribute>> byClass() {
        return Map.ofEntries(
                Map.entry(Origin.class, Arbitraries.of(Origin.class)),
                Map.entry(AsPath.class, asPaths()),
                Map.entry(NextHop.class, BgpArbitraries.ipv4Hosts().map(NextHop::new)),
                Map.entry(MultiExitDisc.class, unsigned().map(MultiExitDisc::new)),
                Map.entry(LocalPref.class, unsigned().map(LocalPref::new)),
                Map.entry(AtomicAggregate.class, Arbitraries.just(AtomicAggregate.INSTANCE)),
                Map.entry(Aggregator.class, aggregators()),
                Map.entry(Communities.class, communities()),
                Map.entry(
                        OnlyToCustomer.class,
                        Combinators.combine(BgpArbitraries.asNumbers(), Arbitraries.of(true, false))
                                .as(OnlyToCustomer::new)),
                Map.entry(OriginatorId.class, BgpArbitraries.identifiers().map(OriginatorId::new)),
                Map.entry(ClusterList.class, clusterLists()),
                Map.entry(MpReachNlri.class, mpReach(false)),
                Map.entry(MpUnreachNlri.class, mpUnreach(false)),
                Map.entry(ExtendedCommunities.class, extendedCommunities()),
                Map.entry(
                        As4Path.class,
                        asPaths().filter(path -> path.length() > 0).map(As4Path::new)),
                Map.entry(As4Aggregator.class, as4Aggregators()),
                Map.entry(LargeCommunities.class, largeCommunities()),
                Map.entry(UnknownAttribute.class, unknown()));
    }

    private static Arbitrary<Long> unsigned() {
        return Arbitraries.longs().between(0, 0xffff_ffffL);
    }

    /** Paths of sequences and sets, the empty one among them. */
    public static Arbitrary<AsPath> asPaths() {
        return paths(SegmentType.AS_SEQUENCE, SegmentType.AS_SET);
    }

    /** Paths that may also hold confederation segments. */
    public static Arbitrary<AsPath> confederationPaths() {
        return paths(SegmentType.values());
    }

    private static Arbitrary<AsPath> paths(SegmentType... types) {
        Arbitrary<List<AsNumber>> numbers =
                BgpArbitraries.asNumbers().list().ofMinSize(1).ofMaxSize(6);
        return Combinators.combine(Arbitraries.of(types), numbers)
                .as(Segment::new)
                .list()
                .ofMaxSize(4)
                .map(AsPath::new);
    }

    private static Arbitrary<Aggregator> aggregators() {
        return Combinators.combine(BgpArbitraries.asNumbers(), BgpArbitraries.ipv4Hosts(), Arbitraries.of(true, false))
                .as(Aggregator::new);
    }

    private static Arbitrary<As4Aggregator> as4Aggregators() {
        return Combinators.combine(BgpArbitraries.asNumbers(), BgpArbitraries.ipv4Hosts())
                .as(As4Aggregator::new);
    }

    private static Arbitrary<Communities> communities() {
        Arbitrary<List<Community>> values =
                Arbitraries.integers().map(Community::new).list().ofMinSize(1).ofMaxSize(70);
        return Combinators.combine(values, Arbitraries.of(true, false)).as(Communities::new);
    }

    private static Arbitrary<ExtendedCommunities> extendedCommunities() {
        Arbitrary<List<Long>> values = Arbitraries.longs().list().ofMinSize(1).ofMaxSize(10);
        return Combinators.combine(values, Arbitraries.of(true, false)).as(ExtendedCommunities::new);
    }

    private static Arbitrary<LargeCommunities> largeCommunities() {
        Arbitrary<List<LargeCommunity>> values = Combinators.combine(unsigned(), unsigned(), unsigned())
                .as(LargeCommunity::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(10);
        return Combinators.combine(values, Arbitraries.of(true, false)).as(LargeCommunities::new);
    }

    private static Arbitrary<ClusterList> clusterLists() {
        return BgpArbitraries.identifiers().list().ofMinSize(1).ofMaxSize(5).map(ClusterList::new);
    }

    /** IPv6 routes with one or two next hops. */
    public static Arbitrary<MpReachNlri> mpReach(boolean addPath) {
        Arbitrary<List<Nlri>> routes =
                BgpArbitraries.routes(Afi.IPV6, addPath).list().ofMinSize(1).ofMaxSize(20);
        return Combinators.combine(
                        BgpArbitraries.ipv6Hosts(),
                        BgpArbitraries.linkLocalAddresses().injectNull(0.5),
                        routes)
                .as((global, linkLocal, announced) ->
                        new MpReachNlri(AddressFamily.IPV6_UNICAST, global, linkLocal, announced));
    }

    /** IPv6 routes withdrawn. */
    public static Arbitrary<MpUnreachNlri> mpUnreach(boolean addPath) {
        return BgpArbitraries.routes(Afi.IPV6, addPath)
                .list()
                .ofMinSize(1)
                .ofMaxSize(20)
                .map(withdrawn -> new MpUnreachNlri(AddressFamily.IPV6_UNICAST, withdrawn));
    }

    /** Transitive ones of types that nobody uses, so that they survive the way. */
    private static Arbitrary<UnknownAttribute> unknown() {
        return Combinators.combine(
                        Arbitraries.integers().between(FIRST_UNUSED_TYPE, LAST_UNUSED_TYPE),
                        Arbitraries.of(true, false),
                        BgpArbitraries.octets(300))
                .as((type, partial, value) -> new UnknownAttribute(type, true, partial, value));
    }
}
