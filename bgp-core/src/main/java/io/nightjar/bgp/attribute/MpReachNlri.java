package io.nightjar.bgp.attribute;

import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Ipv6Address;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * MP_REACH_NLRI (RFC 4760 §3).
 *
 * @param family of the announced routes
 * @param nextHop the global next hop
 * @param linkLocalNextHop the second address of RFC 2545 §3; null when only the global one was sent
 * @param announced the routes; their text order is that of the wire
 */
public record MpReachNlri(
        AddressFamily family, IpAddress nextHop, @Nullable Ipv6Address linkLocalNextHop, List<Nlri> announced)
        implements PathAttribute {

    public MpReachNlri {
        announced = List.copyOf(announced);
    }

    @Override
    public int typeCode() {
        return AttributeType.MP_REACH_NLRI;
    }
}
