package io.nightjar.rib.testing;

import io.nightjar.bgp.capability.BgpRole;
import io.nightjar.bgp.capability.Capabilities;
import io.nightjar.bgp.capability.Capability;
import io.nightjar.bgp.codec.CodecContext;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Ipv4Address;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerFeatures;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.bgp.peer.PeerTimers;
import io.nightjar.bgp.peer.PeerTransport;
import io.nightjar.bgp.peer.PeerType;
import io.nightjar.bgp.peer.RoleSettings;
import io.nightjar.rib.config.PeerPolicy;
import io.nightjar.rib.config.PeerPolicy.NextHopMode;
import io.nightjar.rib.inbound.OwnIdentity;
import io.nightjar.rib.policy.RoutePolicy;
import io.nightjar.rib.route.RouteSource.FromPeer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A peer as tests like to name it: its number is the last octet of its address and identifier. We are AS 64512,
 * 10.0.0.254, and accept and announce everything.
 */
public record TestPeer(
        int number, AsNumber asNumber, PeerPolicy policy, CodecContext codec, IpAddress localAddress, Offers offers) {

    /** What the two OPENs offer beyond the basics: we, and the peer. */
    public record Offers(PeerFeatures ours, Capabilities theirs) {}

    public static final AsNumber OWN_AS = AsNumber.of(64512);
    public static final BgpIdentifier OWN_IDENTIFIER = BgpIdentifier.parse("10.0.0.254");
    public static final IpAddress OWN_ADDRESS = IpAddress.parse("10.0.0.254");

    private static final PeerPolicy OPEN_POLICY =
            new PeerPolicy(RoutePolicy.ACCEPT_ALL, RoutePolicy.ACCEPT_ALL, NextHopMode.AUTO, null);

    public static TestPeer internal(int number) {
        return peer(number, OWN_AS);
    }

    public static TestPeer external(int number, long asNumber) {
        return peer(number, AsNumber.of(asNumber));
    }

    public static TestPeer client(int number, String clusterId) {
        return internal(number).withCluster(BgpIdentifier.parse(clusterId));
    }

    private static TestPeer peer(int number, AsNumber asNumber) {
        PeerType type = asNumber.equals(OWN_AS) ? PeerType.INTERNAL : PeerType.EXTERNAL;
        CodecContext codec =
                CodecContext.standard(type, true, Set.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST));
        return new TestPeer(
                number, asNumber, OPEN_POLICY, codec, OWN_ADDRESS, new Offers(PeerFeatures.NONE, Capabilities.NONE));
    }

    public TestPeer withPolicy(PeerPolicy changed) {
        return new TestPeer(number, asNumber, changed, codec, localAddress, offers);
    }

    public TestPeer withImport(RoutePolicy changed) {
        return withPolicy(new PeerPolicy(changed, policy.exportPolicy(), policy.nextHop(), policy.clientClusterId()));
    }

    public TestPeer withExport(RoutePolicy changed) {
        return withPolicy(new PeerPolicy(policy.importPolicy(), changed, policy.nextHop(), policy.clientClusterId()));
    }

    public TestPeer withNextHop(NextHopMode mode) {
        return withPolicy(new PeerPolicy(policy.importPolicy(), policy.exportPolicy(), mode, policy.clientClusterId()));
    }

    public TestPeer withCluster(@Nullable BgpIdentifier clusterId) {
        return withPolicy(new PeerPolicy(policy.importPolicy(), policy.exportPolicy(), policy.nextHop(), clusterId));
    }

    /** A client that is to be none any more. */
    public static TestPeer formerClient(int number, String clusterId) {
        TestPeer client = client(number, clusterId);
        return client.withPolicy(client.policy.asFormerClient());
    }

    public TestPeer withFamilies(AddressFamily... families) {
        CodecContext changed = CodecContext.standard(codec.peerType(), true, Set.of(families));
        return new TestPeer(number, asNumber, policy, changed, localAddress, offers);
    }

    public TestPeer withLocalAddress(String address) {
        return new TestPeer(number, asNumber, policy, codec, IpAddress.parse(address), offers);
    }

    /** The same peer on a session that reads and writes like this. */
    public TestPeer withCodec(CodecContext changed) {
        return new TestPeer(number, asNumber, policy, changed, localAddress, offers);
    }

    /** The same peer, where we offer this and it offers that. */
    public TestPeer withOffers(PeerFeatures ours, Capability... theirs) {
        return new TestPeer(number, asNumber, policy, codec, localAddress, new Offers(ours, Capabilities.of(theirs)));
    }

    /** The same peer, with path identifiers (RFC 7911) in what it sends and in what we send. */
    public TestPeer withAddPath(Set<AddressFamily> receive, Set<AddressFamily> send) {
        return withCodec(new CodecContext(
                codec.peerType(),
                codec.fourOctetAs(),
                codec.families(),
                receive,
                send,
                codec.maxMessageLength(),
                codec.overLoopback(),
                codec.extendedNextHop()));
    }

    /** The same peer, which takes and sends IPv6 next hops of IPv4 routes (RFC 8950). */
    public TestPeer withExtendedNextHop() {
        return withCodec(new CodecContext(
                codec.peerType(),
                codec.fourOctetAs(),
                codec.families(),
                codec.addPathReceive(),
                codec.addPathSend(),
                codec.maxMessageLength(),
                codec.overLoopback(),
                true));
    }

    /** The same peer, which takes and sends messages up to 65535 octets (RFC 8654). */
    public TestPeer withExtendedMessages() {
        return withCodec(new CodecContext(
                codec.peerType(),
                codec.fourOctetAs(),
                codec.families(),
                codec.addPathReceive(),
                codec.addPathSend(),
                CodecContext.EXTENDED_MESSAGE_LENGTH,
                codec.overLoopback(),
                codec.extendedNextHop()));
    }

    /** The same external peer, to which we are this. */
    public TestPeer withLocalRole(BgpRole role) {
        return withOffers(PeerFeatures.NONE.withRole(new RoleSettings(role, false)));
    }

    /** Who we are, and for which clusters we reflect. */
    public static OwnIdentity ownIdentity(Set<BgpIdentifier> clusterIds) {
        return new OwnIdentity(OWN_AS, OWN_IDENTIFIER, clusterIds, 0, OWN_ADDRESS);
    }

    public PeerId id() {
        return new PeerId("peer" + number);
    }

    public IpAddress address() {
        return new Ipv4Address(0x0a00_0000 | number);
    }

    public BgpIdentifier identifier() {
        return new BgpIdentifier(0x0a00_0000 | number);
    }

    public NegotiatedSession session() {
        return session(id());
    }

    /** A session with the same peer under another name: beside the first, or instead of it. */
    public NegotiatedSession session(PeerId name) {
        PeerConfig config = new PeerConfig(
                name,
                new PeerConfig.Remote(address(), 179, asNumber),
                new PeerConfig.Local(localAddress, OWN_AS, OWN_IDENTIFIER),
                codec.families(),
                false,
                PeerTimers.CALICO,
                offers.ours(),
                PeerTransport.DEFAULT);
        return new NegotiatedSession(
                config, identifier(), localAddress, offers.theirs(), codec, new NegotiatedSession.Times(240, 80));
    }

    public FromPeer source() {
        return FromPeer.of(session(), policy.clientClusterId(), policy.preferredAbove());
    }
}
