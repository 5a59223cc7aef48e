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
        Verdict verdict = target.exportPolicy().evaluate(best, devices);
        if (!verdict.accepted()) {
            return new ExportVerdict(ExportReason.REJECTED_BY_POLICY, verdict.origin());
        }
        return NextHopExport.nextHop(best, target) == null
                ? new ExportVerdict(NextHopExport.whyNone(best, target))
                : new ExportVerdict(ExportReason.ADVERTISED, verdict.origin(), verdict.operations());
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
        return target.internal() && best.source() instanceof FromPeer source && source.internal()
                ? internal.check(best.attributes(), source, target)
                : ExportReason.ADVERTISED;
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
        return verdict.operations().isEmpty()
                ? attributes(best, target)
                : attributes(
                        best.withAttributes(RouteOperation.applyAll(verdict.operations(), best.attributes())), target);
    }

    /** The same for a route about which the policy changes nothing. */
    public PathAttributes attributes(Route best, ExportTarget target) {
        return DrainExport.attributes(lasting(best, target), target);
    }

    private PathAttributes lasting(Route best, ExportTarget target) {
        IpAddress nextHop = NextHopExport.nextHop(best, target);
        if (nextHop == null) {
            throw new IllegalStateException(best + " has no next hop for " + target);
        }
        PathAttributes kept = UnknownAttributes.passOn(best.attributes()).with(new NextHop(nextHop));
        if (!target.internal()) {
            return RoleExport.mark(EbgpExport.attributes(kept, target.localAs()), target);
        }
        PathAttributes announced = LongLivedExport.attributes(IbgpExport.attributes(kept), target);
        return best.source() instanceof FromPeer source && source.internal()
                ? internal.passOn(announced, source, target)
                : announced;
    }
}
