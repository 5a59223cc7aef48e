package io.nightjar.daemon.decode;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nightjar.bgp.capability.AddPathCapability;
import io.nightjar.bgp.capability.Capabilities;
import io.nightjar.bgp.capability.ExtendedMessageCapability;
import io.nightjar.bgp.capability.ExtendedNextHopCapability;
import io.nightjar.bgp.capability.FourOctetAsCapability;
import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.message.OpenMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.peer.PeerType;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What two OPENs on the wire agree on, for the messages of one direction: the sender's and the receiver's. */
record ObservedSession(OpenMessage sender, OpenMessage receiver) {

    CodecContext context(boolean overLoopback) {
        Capabilities from = sender.capabilities();
        Capabilities to = receiver.capabilities();
        SortedSet<AddressFamily> families = families(sender);
        families.retainAll(families(receiver));
        return new CodecContext(
                asNumber(sender).equals(asNumber(receiver)) ? PeerType.INTERNAL : PeerType.EXTERNAL,
                from.contains(FourOctetAsCapability.CODE) && to.contains(FourOctetAsCapability.CODE),
                families,
                addPath(from, to),
                Set.of(),
                extended(from, to) ? CodecContext.EXTENDED_MESSAGE_LENGTH : CodecContext.STANDARD_MESSAGE_LENGTH,
                overLoopback,
                takesIpv6NextHops(from) && takesIpv6NextHops(to));
    }

    private static AsNumber asNumber(OpenMessage open) {
        return open.capabilities().fourOctetAs().orElse(open.myAutonomousSystem());
    }

    /** RFC 4760 §8: who names no family speaks IPv4 unicast. */
    private static SortedSet<AddressFamily> families(OpenMessage open) {
        SortedSet<AddressFamily> named = open.capabilities().families();
        return named.isEmpty() ? new TreeSet<>(Set.of(AddressFamily.IPV4_UNICAST)) : named;
    }

    /** RFC 7911 §4: one side can send, the other one receive. */
    private static SortedSet<AddressFamily> addPath(Capabilities from, Capabilities to) {
        SortedSet<AddressFamily> families = new TreeSet<>();
        from.find(AddPathCapability.class).ifPresent(sends -> families.addAll(sends.send()));
        SortedSet<AddressFamily> received =
                to.find(AddPathCapability.class).map(AddPathCapability::receive).orElseGet(TreeSet::new);
        families.retainAll(received);
        return families;
    }

    private static boolean extended(Capabilities from, Capabilities to) {
        return from.contains(ExtendedMessageCapability.CODE) && to.contains(ExtendedMessageCapability.CODE);
    }

    private static boolean takesIpv6NextHops(Capabilities capabilities) {
        return capabilities
                .find(ExtendedNextHopCapability.class)
                .filter(capability -> capability.allows(AddressFamily.IPV4_UNICAST, Afi.IPV6))
                .isPresent();
    }

    /** What a context says, for people. */
    static void describe(CodecContext context, ObjectNode object) {
        object.put("peerType", context.peerType().name()).put("fourOctetAs", context.fourOctetAs());
        ArrayNode families = object.putArray("families");
        new TreeSet<>(context.families()).forEach(family -> families.add(family.toString()));
        ArrayNode addPath = object.putArray("addPath");
        new TreeSet<>(context.addPathReceive()).forEach(family -> addPath.add(family.toString()));
        object.put("extendedMessages", context.maxMessageLength() > CodecContext.STANDARD_MESSAGE_LENGTH);
    }
}
