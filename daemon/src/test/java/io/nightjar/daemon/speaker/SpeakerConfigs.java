package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.Ipv4Address;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.bgp.peer.PeerTimers;
import io.nightjar.rib.config.KernelConfig;
import io.nightjar.rib.config.KernelRouteForm;
import io.nightjar.rib.config.ListenEndpoint;
import io.nightjar.rib.config.NeighborRange;
import io.nightjar.rib.config.OriginatedRoute;
import io.nightjar.rib.config.PeerPolicy;
import io.nightjar.rib.config.PeerPolicy.NextHopMode;
import io.nightjar.rib.config.SpeakerConfig;
import io.nightjar.rib.config.SpeakerPeer;
import io.nightjar.rib.policy.RoutePolicy;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Small configurations that have much in common, so that differences of all kinds come up. */
final class SpeakerConfigs {

    static final AsNumber AS = AsNumber.of(64512);

    private static final AsNumber OTHER_AS = AsNumber.of(64513);

    static final BgpIdentifier IDENTIFIER = new BgpIdentifier(1);

    private SpeakerConfigs() {}

    static Arbitrary<SpeakerConfig> any() {
        return Combinators.combine(
                        Arbitraries.of(64512L, 64513L),
                        Arbitraries.of(179, 1790),
                        peers().list()
                                .uniqueElements(peer -> peer.session().id())
                                .ofMaxSize(4),
                        ranges().list().uniqueElements(NeighborRange::network).ofMaxSize(2),
                        originated().list().uniqueElements().ofMaxSize(2),
                        Arbitraries.of(
                                KernelConfig.OFF,
                                new KernelConfig(true, RoutePolicy.ACCEPT_ALL, KernelRouteForm.PLAIN)))
                .as((as, port, peers, ranges, originated, kernel) -> new SpeakerConfig(
                        new SpeakerConfig.Local(
                                AsNumber.of(as),
                                IDENTIFIER,
                                List.of(new ListenEndpoint(Ipv4Address.UNSPECIFIED, port))),
                        peers,
                        ranges,
                        originated,
                        kernel));
    }

    private static Arbitrary<SpeakerPeer> peers() {
        return Combinators.combine(Arbitraries.of("a", "b", "c", "d", "e"), Arbitraries.of(true, false), policies())
                .as(SpeakerConfigs::peer);
    }

    static SpeakerPeer peer(String name, boolean another, PeerPolicy policy) {
        PeerConfig session = new PeerConfig(
                new PeerId(name),
                new PeerConfig.Remote(new Ipv4Address(name.charAt(0)), 179, another ? OTHER_AS : AS),
                new PeerConfig.Local(null, AS, IDENTIFIER),
                Set.of(AddressFamily.IPV4_UNICAST),
                false,
                PeerTimers.CALICO);
        return new SpeakerPeer(session, policy);
    }

    private static Arbitrary<NeighborRange> ranges() {
        return Combinators.combine(
                        Arbitraries.of("127.1.0.0/16", "127.2.0.0/16", "127.3.0.0/16"),
                        Arbitraries.of(64512L, 64513L),
                        policies())
                .as(SpeakerConfigs::range);
    }

    static NeighborRange range(String network, long as, PeerPolicy policy) {
        return new NeighborRange(
                Prefix.parse(network),
                AsNumber.of(as),
                AS,
                Set.of(AddressFamily.IPV4_UNICAST),
                PeerTimers.CALICO,
                policy);
    }

    private static Arbitrary<OriginatedRoute> originated() {
        return Arbitraries.of("10.0.0.0/8", "10.1.0.0/16", "10.2.0.0/16")
                .map(prefix -> new OriginatedRoute(Prefix.parse(prefix), "test"));
    }

    private static Arbitrary<PeerPolicy> policies() {
        return Arbitraries.of(RoutePolicy.ACCEPT_ALL, RoutePolicy.REJECT_ALL).map(SpeakerConfigs::policy);
    }

    static PeerPolicy policy(RoutePolicy both) {
        return new PeerPolicy(both, both, NextHopMode.AUTO, null);
    }
}
