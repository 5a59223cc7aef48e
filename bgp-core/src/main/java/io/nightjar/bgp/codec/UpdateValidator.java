package io.nightjar.bgp.codec;

import io.nightjar.bgp.attribute.AsPath;
import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.attribute.MpReachNlri;
import io.nightjar.bgp.attribute.NextHop;
import io.nightjar.bgp.attribute.Origin;
import io.nightjar.bgp.attribute.PathAttribute;
import io.nightjar.bgp.error.AttributeFault;
import io.nightjar.bgp.error.FaultAction;
import io.nightjar.bgp.error.UpdateSubcode;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Ipv4Address;
import io.nightjar.bgp.net.Ipv6Address;
import io.nightjar.bgp.net.Octets;
import java.util.List;

/** What a well-formed UPDATE may mean (RFC 4271 §6.3): mandatory attributes, next hops, prefixes. */
final class UpdateValidator {

    /** So many of the prefixes that are ignored are named: a message can have thousands. */
    private static final int MOST_NAMED = 3;

    private UpdateValidator() {}

    static void validate(UpdateAssembly update, CodecContext context) {
        checkMandatory(update);
        ignoreForeignNextHop(update);
        NextHop nextHop = update.get(NextHop.class);
        if (nextHop != null) {
            checkNextHop(nextHop, nextHop.address(), update, context);
        }
        MpReachNlri reach = update.get(MpReachNlri.class);
        if (reach != null) {
            checkNextHop(reach, reach.nextHop(), update, context);
            checkLinkLocal(reach, update);
        }
        ignoreMulticast(update);
        ignoreForeignNextHop(update);
    }

    /** RFC 7606 §3 (d); NEXT_HOP is about the routes outside MP_REACH_NLRI only (RFC 4760 §3). */
    private static void checkMandatory(UpdateAssembly update) {
        if (!update.announces()) {
            return;
        }
        require(AttributeType.ORIGIN, Origin.class, update);
        require(AttributeType.AS_PATH, AsPath.class, update);
        if (!update.announced().isEmpty()) {
            require(AttributeType.NEXT_HOP, NextHop.class, update);
        }
    }

    private static void require(int typeCode, Class<? extends PathAttribute> type, UpdateAssembly update) {
        if (update.get(type) == null
                && update.faults().stream().noneMatch(fault -> fault.attributeType() == typeCode)) {
            update.fault(
                    typeCode,
                    FaultAction.TREAT_AS_WITHDRAW,
                    UpdateSubcode.MISSING_WELL_KNOWN_ATTRIBUTE,
                    Octets.of((byte) typeCode),
                    "is missing");
        }
    }

    /** RFC 4760 §3: NEXT_HOP is ignored where MP_REACH_NLRI carries the only routes. */
    private static void ignoreForeignNextHop(UpdateAssembly update) {
        if (update.announced().isEmpty() && update.get(MpReachNlri.class) != null) {
            update.remove(AttributeType.NEXT_HOP);
        }
    }

    /** RFC 4271 §6.3: a next hop is the address of a host. Whether it is one of ours is the table's question. */
    private static void checkNextHop(
            PathAttribute attribute, IpAddress address, UpdateAssembly update, CodecContext context) {
        boolean onThisMachine = address.isLoopback() && context.overLoopback();
        if (isMartian(address) && !onThisMachine) {
            update.fault(
                    attribute.typeCode(),
                    FaultAction.TREAT_AS_WITHDRAW,
                    UpdateSubcode.INVALID_NEXT_HOP_ATTRIBUTE,
                    Octets.of(address.toBytes()),
                    "a next hop of " + address);
        }
    }

    private static boolean isMartian(IpAddress address) {
        boolean special = address.isUnspecified() || address.isLoopback() || address.isMulticast();
        if (address instanceof Ipv4Address ipv4) {
            // 0.0.0.0/8 and 240.0.0.0/4 (RFC 6890 §2.2.2) hold no hosts either.
            return special || ipv4.bits() >>> 24 == 0 || ipv4.bits() >>> 28 == 0xf;
        }
        return special || (address instanceof Ipv6Address ipv6 && ipv6.isIpv4Mapped());
    }

    /** RFC 2545 §3: the second address is a link-local one; any other is not used. */
    private static void checkLinkLocal(MpReachNlri reach, UpdateAssembly update) {
        Ipv6Address second = reach.linkLocalNextHop();
        if (second != null && !second.isLinkLocal()) {
            update.replace(new MpReachNlri(reach.family(), reach.nextHop(), null, reach.announced()));
            update.fault(
                    AttributeType.MP_REACH_NLRI,
                    FaultAction.ATTRIBUTE_DISCARD,
                    UpdateSubcode.OPTIONAL_ATTRIBUTE_ERROR,
                    Octets.of(second.toBytes()),
                    "a second next hop of " + second);
        }
    }

    /** RFC 4271 §6.3: a route that cannot be one is ignored, not the UPDATE. */
    private static void ignoreMulticast(UpdateAssembly update) {
        for (AttributeFault fault : update.faults()) {
            if (fault.action() != FaultAction.ATTRIBUTE_DISCARD) {
                return;
            }
        }
        update.announce(withoutMulticast(update.announced(), 0, update));
        MpReachNlri reach = update.get(MpReachNlri.class);
        if (reach != null) {
            List<Nlri> kept = withoutMulticast(reach.announced(), AttributeType.MP_REACH_NLRI, update);
            if (kept.size() < reach.announced().size()) {
                update.replace(new MpReachNlri(reach.family(), reach.nextHop(), reach.linkLocalNextHop(), kept));
            }
        }
    }

    private static List<Nlri> withoutMulticast(List<Nlri> routes, int typeCode, UpdateAssembly update) {
        int multicast = 0;
        for (Nlri route : routes) {
            multicast += isMulticast(route) ? 1 : 0;
        }
        if (multicast == 0) {
            return routes;
        }
        update.fault(
                typeCode,
                FaultAction.ATTRIBUTE_DISCARD,
                UpdateSubcode.INVALID_NETWORK_FIELD,
                Octets.EMPTY,
                multicast + " multicast prefixes, with "
                        + routes.stream()
                                .filter(UpdateValidator::isMulticast)
                                .limit(MOST_NAMED)
                                .toList());
        return routes.stream().filter(route -> !isMulticast(route)).toList();
    }

    private static boolean isMulticast(Nlri route) {
        return route.prefix().isMulticast();
    }
}
