package io.nightjar.bgp.testing;

import io.nightjar.bgp.capability.Capabilities;
import io.nightjar.bgp.capability.Capability;
import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.error.NotificationCode;
import io.nightjar.bgp.message.BgpMessage;
import io.nightjar.bgp.message.KeepaliveMessage;
import io.nightjar.bgp.message.Nlri;
import io.nightjar.bgp.message.NotificationMessage;
import io.nightjar.bgp.message.OpenMessage;
import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Afi;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Ipv4Address;
import io.nightjar.bgp.net.Ipv6Address;
import io.nightjar.bgp.net.Octets;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.net.Safi;
import io.nightjar.bgp.peer.PeerType;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Valid values of the protocol. Attributes are in {@link AttributeArbitraries}, UPDATEs in {@link UpdateArbitraries}. */
public final class BgpArbitraries {

    private BgpArbitraries() {}

    /** Any number but the reserved 0 (RFC 7607), small and large ones alike. */
    public static Arbitrary<AsNumber> asNumbers() {
        Arbitrary<Long> values = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.longs().between(1, 0xffff)),
                Tuple.of(2, Arbitraries.longs().between(1, 0xffff_ffffL)));
        return values.map(AsNumber::new);
    }

    public static Arbitrary<BgpIdentifier> identifiers() {
        return Arbitraries.integers().map(BgpIdentifier::new);
    }

    public static Arbitrary<Ipv4Address> ipv4Addresses() {
        return Arbitraries.integers().map(Ipv4Address::new);
    }

    public static Arbitrary<Ipv6Address> ipv6Addresses() {
        Arbitrary<Long> halves = Arbitraries.longs();
        return Combinators.combine(halves, halves).as(Ipv6Address::new);
    }

    /** Addresses of hosts, that may stand as a next hop. */
    public static Arbitrary<Ipv4Address> ipv4Hosts() {
        return ipv4Addresses().filter(address -> {
            int first = address.bits() >>> 24;
            return first > 0 && first < 224 && first != 127;
        });
    }

    /** Addresses of hosts, that may stand as a next hop. */
    public static Arbitrary<Ipv6Address> ipv6Hosts() {
        return ipv6Addresses()
                .map(address -> new Ipv6Address(0x2000_0000_0000_0000L | address.high() >>> 3, address.low()));
    }

    /** Addresses in fe80::/64. */
    public static Arbitrary<Ipv6Address> linkLocalAddresses() {
        return Arbitraries.longs().map(low -> new Ipv6Address(0xfe80_0000_0000_0000L, low));
    }

    /** Unicast prefixes of an address family. */
    public static Arbitrary<Prefix> prefixes(Afi afi) {
        boolean ipv4 = afi.equals(Afi.IPV4);
        Arbitrary<? extends IpAddress> addresses = ipv4 ? ipv4Addresses() : ipv6Addresses();
        return Combinators.combine(addresses, Arbitraries.integers().between(0, ipv4 ? 32 : 128))
                .as((address, length) -> new Prefix(address, length))
                .filter(prefix -> !prefix.address().isMulticast());
    }

    /** Routes of an address family, with path identifiers or without. */
    public static Arbitrary<Nlri> routes(Afi afi, boolean addPath) {
        Arbitrary<Long> pathIds =
                addPath ? Arbitraries.longs().between(0, 0xffff_ffffL) : Arbitraries.just(Nlri.NO_PATH_ID);
        return Combinators.combine(prefixes(afi), pathIds).as(Nlri::new);
    }

    /** Up to {@code maxLength} octets. */
    public static Arbitrary<Octets> octets(int maxLength) {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(maxLength).map(Octets::of);
    }

    /** Sessions of both unicast families of each kind: peer type, AS number width, ADD-PATH. */
    public static Arbitrary<CodecContext> contexts() {
        Set<AddressFamily> families = Set.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST);
        Arbitrary<Set<AddressFamily>> addPath = Arbitraries.of(families).set();
        return Combinators.combine(Arbitraries.of(PeerType.class), Arbitraries.of(true, false), addPath)
                .as((peerType, fourOctetAs, paths) -> new CodecContext(
                        peerType,
                        fourOctetAs,
                        families,
                        paths,
                        paths,
                        CodecContext.STANDARD_MESSAGE_LENGTH,
                        false,
                        false));
    }

    public static Arbitrary<AddressFamily> families() {
        Arbitrary<AddressFamily> any = Combinators.combine(
                        Arbitraries.integers().between(0, 0xffff),
                        Arbitraries.integers().between(0, 0xff))
                .as((afi, safi) -> new AddressFamily(new Afi(afi), new Safi(safi)));
        return Arbitraries.oneOf(Arbitraries.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST), any);
    }

    /** Lists of capabilities, short ones and ones that need RFC 9072. */
    public static Arbitrary<Capabilities> capabilities() {
        Arbitrary<Capability> one = Arbitraries.oneOf(CapabilityArbitraries.byClass().values().stream()
                .<Arbitrary<Capability>>map(arbitrary -> arbitrary.map(capability -> capability))
                .toList());
        return one.list().ofMaxSize(8).map(Capabilities::new);
    }

    public static Arbitrary<OpenMessage> opens() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 0xffff).map(AsNumber::new),
                        Arbitraries.integers().between(0, 0xffff),
                        identifiers(),
                        capabilities())
                .as((asNumber, holdTime, identifier, capabilities) ->
                        new OpenMessage(OpenMessage.VERSION_4, asNumber, holdTime, identifier, capabilities));
    }

    public static Arbitrary<NotificationMessage> notifications() {
        Arbitrary<Integer> octet = Arbitraries.integers().between(0, 255);
        return Combinators.combine(octet.map(NotificationCode::new), octet, octets(300))
                .as(NotificationMessage::new);
    }

    public static Arbitrary<RouteRefreshMessage> routeRefreshes() {
        return Combinators.combine(families(), Arbitraries.integers().between(0, 255))
                .as(RouteRefreshMessage::new);
    }

    /** Every kind of message that a session of this context may carry. */
    public static Arbitrary<BgpMessage> messages(CodecContext context) {
        return Arbitraries.oneOf(
                opens().map(message -> message),
                UpdateArbitraries.updates(context).map(message -> message),
                notifications().map(message -> message),
                routeRefreshes().map(message -> message),
                Arbitraries.just(KeepaliveMessage.INSTANCE));
    }
}
