package io.nightjar.bgp.codec;

import io.nightjar.bgp.attribute.AttributeType;
import io.nightjar.bgp.attribute.MpReachNlri;
import io.nightjar.bgp.attribute.MpUnreachNlri;
import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.attribute.UnknownAttribute;
import io.nightjar.bgp.error.AttributeFault;
import io.nightjar.bgp.error.BgpProtocolException;
import io.nightjar.bgp.error.FaultAction;
import io.nightjar.bgp.error.NotificationCode;
import io.nightjar.bgp.error.UpdateSubcode;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.UpdateMessage;
import io.nightjar.bgp.net.AddressFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Applies the strongest of an UPDATE's faults to it (RFC 7606 §2, §3 (h)). */
final class FaultTreatment {

    private FaultTreatment() {}

    /** The message as it may be used. Discarded attributes are not in the assembly any more. */
    static DecodedMessage apply(UpdateAssembly update, boolean hasAttributes) throws BgpProtocolException {
        Optional<AttributeFault> strongest = update.strongestFault();
        boolean withdraw = false;
        if (strongest.isPresent()) {
            AttributeFault fault = strongest.get();
            if (fault.action() == FaultAction.SESSION_RESET) {
                throw new BgpProtocolException(fault.notification(), describe(fault));
            }
            withdraw = fault.action() == FaultAction.TREAT_AS_WITHDRAW;
            if (withdraw && !update.encodesReachableRoutes()) {
                throw noRoutesFound(fault);
            }
        }
        UpdateMessage message = withdraw ? withdrawn(update) : asRead(update);
        return new DecodedMessage(hasAttributes ? guarded(message, update) : message, update.faults());
    }

    private static String describe(AttributeFault fault) {
        return (fault.attributeType() == 0 ? "" : "attribute " + fault.attributeType() + ": ") + fault.reason();
    }

    /** RFC 7606 §5.2: the routes may have been in what could not be read. */
    private static BgpProtocolException noRoutesFound(AttributeFault fault) {
        return new BgpProtocolException(
                NotificationMessage.of(NotificationCode.UPDATE_MESSAGE_ERROR, UpdateSubcode.MALFORMED_ATTRIBUTE_LIST),
                describe(fault) + ", and no routes to withdraw");
    }

    private static UpdateMessage asRead(UpdateAssembly update) {
        return new UpdateMessage(update.withdrawn(), update.attributes(), update.announced());
    }

    /** RFC 7606 §2: as though all announced routes had been withdrawn. */
    private static UpdateMessage withdrawn(UpdateAssembly update) {
        List<Nlri> ipv4 = new ArrayList<>(update.withdrawn());
        ipv4.addAll(update.announced());
        List<Nlri> ipv6 = new ArrayList<>();
        update.find(MpUnreachNlri.class)
                .ifPresent(unreach -> routesOf(unreach.family(), ipv4, ipv6).addAll(unreach.withdrawn()));
        update.find(MpReachNlri.class)
                .ifPresent(reach -> routesOf(reach.family(), ipv4, ipv6).addAll(reach.announced()));
        PathAttributes attributes = ipv6.isEmpty()
                ? PathAttributes.EMPTY
                : PathAttributes.of(new MpUnreachNlri(AddressFamily.IPV6_UNICAST, ipv6));
        return new UpdateMessage(ipv4, attributes, List.of());
    }

    private static List<Nlri> routesOf(AddressFamily family, List<Nlri> ipv4, List<Nlri> ipv6) {
        return family.equals(AddressFamily.IPV4_UNICAST) ? ipv4 : ipv6;
    }

    /**
     * RFC 4724 §2: only an UPDATE that came as an End-of-RIB marker is one. Where dropping attributes would make another
     * one look like it, the first that was dropped stays, to be neither used nor passed on: as an attribute of the reserved
     * type, because nothing may take it for what it was.
     */
    private static UpdateMessage guarded(UpdateMessage message, UpdateAssembly update) {
        Optional<RawAttribute> dropped = update.firstDropped();
        if (dropped.isEmpty() || message.endOfRibFamily().isEmpty()) {
            return message;
        }
        RawAttribute raw = dropped.get();
        UnknownAttribute witness = new UnknownAttribute(AttributeType.RESERVED, false, false, raw.octets());
        return new UpdateMessage(List.of(), message.attributes().with(witness), List.of());
    }
}
