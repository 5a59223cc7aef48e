package io.nightjar.rib.outbound;

import io.nightjar.bgp.attribute.Communities;
import io.nightjar.bgp.attribute.Community;
import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.rib.policy.RouteDevices;
import io.nightjar.rib.policy.RouteOperation;
import io.nightjar.rib.policy.Verdict;
import io.nightjar.rib.route.Route;
import io.nightjar.rib.route.RouteSource.FromPeer;
import org.jspecify.annotations.Nullable;

/** Decides what a target is told about a best path. Pure. */
public final class ExportRules {

    private final AdvertisementRule internal;
    private final RouteDevices devices;

    /** With a rule for routes from internal to internal peers. */
    public ExportRules(AdvertisementRule internal) {
        this(internal, RouteDevices.OF_THE_KERNEL);
    }

    /** The same, with policies that may ask how next hops are reached. */
    public ExportRules(AdvertisementRule internal, RouteDevices devices) {
        this.internal = internal;
        this.devices = devices;
    }

    /** Whether peers of {@code target} are told of {@code best}; a peer that it came from is not. */
    public ExportVerdict check(Route best, ExportTarget target) {
        if (!target.codec().families().contains(best.family())) {
            return new ExportVerdict(ExportReason.FAMILY_NOT_NEGOTIATED);
        }
        ExportReason byProtocol = checkProtocol(best, target);
        if (byProtocol != ExportReason.ADVERTISED) {
            return new ExportVerdict(byProtocol);
        }
        Verdict verdict = target.exportPolicy().evaluate(offered(best, target), devices);
        if (!verdict.accepted()) {
            return new ExportVerdict(ExportReason.REJECTED_BY_POLICY, verdict.origin());
        }
        return NextHopExport.nextHop(best, target) == null
                ? new ExportVerdict(NextHopExport.whyNone(best, target))
                : ExportVerdict.advertised(verdict);
    }

    private ExportReason checkProtocol(Route best, ExportTarget target) {
        Communities communities = best.attributes().get(Communities.class);
        ExportReason byCommunity =
                communities == null ? ExportReason.ADVERTISED : checkCommunities(communities, target);
        if (byCommunity != ExportReason.ADVERTISED) {
            return byCommunity;
        }
        if (LongLivedExport.stays(best.attributes(), target)) {
            return ExportReason.LONG_LIVED_STALE;
        }
        if (RoleExport.stays(best.attributes(), target)) {
            return ExportReason.ONLY_TO_CUSTOMER;
        }
        FromPeer source = sourceInside(best, target);
        return source == null ? ExportReason.ADVERTISED : internal.check(best.attributes(), source, target);
    }

    /**
     * The internal peer that it came from, if this is one of the same AS. A speaker that is in several (local AS) passes routes
     * from one to the other like those of external peers, as BIRD does.
     */
    private static @Nullable FromPeer sourceInside(Route best, ExportTarget target) {
        return target.internal()
                        && best.source() instanceof FromPeer source
                        && source.internal()
                        && source.asNumber().equals(target.localAs())
                ? source
                : null;
    }

    /** What a policy sees: our own AS is in the path before it asks about it or puts something in front of it, as in BIRD. */
    private static Route offered(Route best, ExportTarget target) {
        return target.internal() || target.exportPolicy().rules().isEmpty()
                ? best
                : best.withAttributes(EbgpExport.prepended(best.attributes(), target.localAs()));
    }

    private static ExportReason checkCommunities(Communities communities, ExportTarget target) {
        if (communities.contains(Community.NO_ADVERTISE)) {
            return ExportReason.NO_ADVERTISE;
        }
        if (target.internal()) {
            return ExportReason.ADVERTISED;
        }
        if (communities.contains(Community.NO_EXPORT)) {
            return ExportReason.NO_EXPORT;
        }
        return communities.contains(Community.NO_EXPORT_SUBCONFED)
                ? ExportReason.NO_EXPORT_SUBCONFED
                : ExportReason.ADVERTISED;
    }

    /** What peers of {@code target} are told of a route that {@link #check} let through. */
    public PathAttributes attributes(Route best, ExportTarget target, ExportVerdict verdict) {
        PathAttributes offered =
                target.internal() ? best.attributes() : EbgpExport.prepended(best.attributes(), target.localAs());
        Route changed = best.withAttributes(RouteOperation.applyAll(verdict.operations(), offered));
        return DrainExport.attributes(lasting(changed, target), target);
    }

    /** The same for a route about which the policy changes nothing. */
    public PathAttributes attributes(Route best, ExportTarget target) {
        return attributes(best, target, new ExportVerdict(ExportReason.ADVERTISED));
    }

    private PathAttributes lasting(Route changed, ExportTarget target) {
        IpAddress nextHop = NextHopExport.nextHop(changed, target);
        if (nextHop == null) {
            throw new IllegalStateException(changed + " has no next hop for " + target);
        }
        PathAttributes kept = UnknownAttributes.passOn(changed.attributes()).with(new NextHop(nextHop));
        if (!target.internal()) {
            return RoleExport.mark(EbgpExport.attributes(kept), target);
        }
        PathAttributes announced = LongLivedExport.attributes(IbgpExport.attributes(kept), target);
        FromPeer source = sourceInside(changed, target);
        return source == null ? announced : internal.passOn(announced, source, target);
    }
}
