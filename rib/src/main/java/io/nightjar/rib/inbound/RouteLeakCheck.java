package io.nightjar.rib.inbound;

import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.attribute.OnlyToCustomer;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.capability.BgpRole;

/** What ONLY_TO_CUSTOMER says on the way in (RFC 9234 §5). */
final class RouteLeakCheck {

    private RouteLeakCheck() {}

    /** Whether the route should never have been sent to us. */
    static boolean leaked(PathAttributes attributes, Sender sender) {
        BgpRole role = sender.role();
        if (role == null) {
            return false;
        }
        return attributes
                .find(OnlyToCustomer.class)
                .map(otc -> switch (role) {
                    // RFC 9234 §5, ingress 1: a customer passes nothing up that came down.
                    case CUSTOMER, ROUTE_SERVER_CLIENT -> true;
                    // RFC 9234 §5, ingress 2: a peer passes on only what is its own or its customers'.
                    case PEER -> !otc.asNumber().equals(sender.asNumber());
                    case PROVIDER, ROUTE_SERVER -> false;
                })
                .orElse(false);
    }

    /** RFC 9234 §5, ingress 3: what comes down, or sideways, only goes down from here. */
    static PathAttributes mark(PathAttributes attributes, Sender sender) {
        BgpRole role = sender.role();
        boolean fromAbove = role == BgpRole.PROVIDER || role == BgpRole.PEER || role == BgpRole.ROUTE_SERVER;
        return fromAbove && !attributes.contains(AttributeType.ONLY_TO_CUSTOMER)
                ? attributes.with(new OnlyToCustomer(sender.asNumber()))
                : attributes;
    }
}
