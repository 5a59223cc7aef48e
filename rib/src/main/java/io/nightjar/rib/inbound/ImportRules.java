package io.nightjar.rib.inbound;

import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.rib.policy.RouteDevices;
import io.nightjar.rib.policy.RoutePolicy;
import io.nightjar.rib.route.Route;

/** Decides about received routes: loops first, then the policy. Pure. */
public final class ImportRules {

    private final LoopCheck loopCheck;
    private final RouteDevices devices;

    /** With checks beyond that for the own AS, which is always made. */
    public ImportRules(LoopCheck additional) {
        this(additional, RouteDevices.OF_THE_KERNEL);
    }

    /** The same, with policies that may ask how next hops are reached. */
    public ImportRules(LoopCheck additional, RouteDevices devices) {
        this.loopCheck = new AsLoopCheck().then(additional);
        this.devices = devices;
    }

    /** What all routes with these attributes have against them: {@link ImportReason#ACCEPTED} for nothing. */
    public ImportReason checkAttributes(PathAttributes attributes, OwnIdentity own, Sender sender) {
        if (!attributes.contains(AttributeType.NEXT_HOP)) {
            return ImportReason.NO_NEXT_HOP;
        }
        if (RouteLeakCheck.leaked(attributes, sender)) {
            return ImportReason.ROUTE_LEAK;
        }
        ImportReason loop = loopCheck.check(attributes, own);
        return loop == ImportReason.ACCEPTED && leadsBack(attributes, own) ? ImportReason.OWN_NEXT_HOP : loop;
    }

    /** RFC 4271 §6.3 (a) */
    private static boolean leadsBack(PathAttributes attributes, OwnIdentity own) {
        NextHop nextHop = attributes.get(NextHop.class);
        return nextHop != null && nextHop.address().equals(own.address());
    }

    /** The verdict about a route whose attributes have been checked with the outcome {@code checked}. */
    public ImportVerdict decide(ImportReason checked, Route route, RoutePolicy policy) {
        return checked == ImportReason.ACCEPTED
                ? ImportVerdict.of(policy.evaluate(route, devices))
                : new ImportVerdict(checked, "");
    }
}
