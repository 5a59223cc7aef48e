package io.nightjar.bgp.testing;

import io.nightjar.bgp.attribute.Aggregator;
import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.AtomicAggregate;
import io.nightjar.bgp.attribute.ClusterList;
import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.ExtendedCommunities;
import io.nightjar.bgp.attribute.LargeCommunities;
import io.nightjar.bgp.attribute.LocalPref;
import io.nightjar.bgp.attribute.MpReachNlri;
import io.nightjar.bgp.attribute.MpUnreachNlri;
import io.nightjar.bgp.attribute.MultiExitDisc;
import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.attribute.Origin;
import io.nightjar.bgp.attribute.OriginatorId;
import io.nightjar.bgp.attribute.PathAttribute;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.attribute.UnknownAttribute;
import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.peer.PeerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Valid UPDATEs and the attribute sets of routes. */
public final class UpdateArbitraries {

    private static final List<Class<? extends PathAttribute>> OPTIONAL = List.of(
            MultiExitDisc.class,
            AtomicAggregate.class,
            Aggregator.class,
            Communities.class,
            ExtendedCommunities.class,
            LargeCommunities.class,
            UnknownAttribute.class);

    private static final List<Class<? extends PathAttribute>> INTERNAL =
            List.of(LocalPref.class, OriginatorId.class, ClusterList.class);

    private UpdateArbitraries() {}

    /** What a route of {@code afi} may carry on a session of this context, its internal NEXT_HOP included. */
    public static Arbitrary<PathAttributes> routeAttributes(CodecContext context, Afi afi) {
        Arbitrary<NextHop> nextHops = afi.equals(Afi.IPV4)
                ? BgpArbitraries.ipv4Hosts().map(NextHop::new)
                : BgpArbitraries.ipv6Hosts().map(NextHop::new);
        return Combinators.combine(attributesBesideRoutes(context), nextHops)
                .as((attributes, nextHop) -> PathAttributes.of(attributes).with(nextHop));
    }

    private static Arbitrary<List<PathAttribute>> attributesBesideRoutes(CodecContext context) {
        boolean internal = context.peerType() == PeerType.INTERNAL;
        Map<Class<? extends PathAttribute>, Arbitrary<? extends PathAttribute>> all = AttributeArbitraries.byClass();
        List<Arbitrary<? extends PathAttribute>> optional = new ArrayList<>();
        OPTIONAL.forEach(type -> optional.add(all.get(type)));
        if (internal) {
            INTERNAL.forEach(type -> optional.add(all.get(type)));
        }
        List<Arbitrary<List<PathAttribute>>> maybe = new ArrayList<>();
        for (Arbitrary<? extends PathAttribute> one : optional) {
            maybe.add(one.<PathAttribute>map(attribute -> attribute).list().ofMaxSize(1));
        }
        // On a two-octet session the numbers in confederation segments cannot be restored (RFC 6793 §3).
        Arbitrary<AsPath> paths = internal && context.fourOctetAs()
                ? AttributeArbitraries.confederationPaths()
                : AttributeArbitraries.asPaths();
        maybe.add(paths.map(List::of));
        maybe.add(Arbitraries.of(Origin.class).map(List::of));
        return Combinators.combine(maybe)
                .as(lists -> lists.stream().flatMap(List::stream).toList());
    }

    /** UPDATEs that announce, withdraw, or do both, in both families. */
    public static Arbitrary<UpdateMessage> updates(CodecContext context) {
        boolean ipv4Paths = context.addPathReceive().contains(AddressFamily.IPV4_UNICAST);
        boolean ipv6Paths = context.addPathReceive().contains(AddressFamily.IPV6_UNICAST);
        Arbitrary<List<Nlri>> ipv4 =
                BgpArbitraries.routes(Afi.IPV4, ipv4Paths).list().ofMaxSize(20);
        Arbitrary<List<MpReachNlri>> reach =
                AttributeArbitraries.mpReach(ipv6Paths).list().ofMaxSize(1);
        Arbitrary<List<MpUnreachNlri>> unreach =
                AttributeArbitraries.mpUnreach(ipv6Paths).list().ofMaxSize(1);
        return Combinators.combine(ipv4, ipv4, reach, unreach, routeAttributes(context, Afi.IPV4))
                .as(UpdateArbitraries::update);
    }

    private static UpdateMessage update(
            List<Nlri> withdrawn,
            List<Nlri> announced,
            List<MpReachNlri> reach,
            List<MpUnreachNlri> unreach,
            PathAttributes routeAttributes) {
        List<PathAttribute> attributes = new ArrayList<>(unreach);
        if (!announced.isEmpty() || !reach.isEmpty()) {
            attributes.addAll(reach);
            for (PathAttribute attribute : routeAttributes) {
                if (!(attribute instanceof NextHop) || !announced.isEmpty()) {
                    attributes.add(attribute);
                }
            }
        }
        return new UpdateMessage(withdrawn, PathAttributes.of(attributes), announced);
    }
}
