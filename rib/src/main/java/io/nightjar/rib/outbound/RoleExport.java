package io.nightjar.rib.outbound;

import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.attribute.OnlyToCustomer;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.capability.BgpRole;

/** What ONLY_TO_CUSTOMER says on the way out (RFC 9234 §5). */
final class RoleExport {

    private RoleExport() {}

    /** RFC 9234 §5, egress 2: what only goes down does not go to providers, peers and route servers. */
    static boolean stays(PathAttributes attributes, ExportTarget target) {
        BgpRole role = target.localRole();
        boolean upOrSideways = role == BgpRole.CUSTOMER || role == BgpRole.PEER || role == BgpRole.ROUTE_SERVER_CLIENT;
        return upOrSideways && attributes.contains(AttributeType.ONLY_TO_CUSTOMER);
    }

    /** RFC 9234 §5, egress 1: what goes to customers, peers and a route server's clients only goes down from there. */
    static PathAttributes mark(PathAttributes attributes, ExportTarget target) {
        BgpRole role = target.localRole();
        boolean downOrSideways = role == BgpRole.PROVIDER || role == BgpRole.PEER || role == BgpRole.ROUTE_SERVER;
        return downOrSideways && !attributes.contains(AttributeType.ONLY_TO_CUSTOMER)
                ? attributes.with(new OnlyToCustomer(target.localAs()))
                : attributes;
    }
}
