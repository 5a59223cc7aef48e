package io.nightjar.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.bgp.peer.PeerTimers;
import io.nightjar.bgp.peer.PeerTransport;
import io.nightjar.rib.config.KernelConfig;
import io.nightjar.rib.config.KernelRouteForm;
import io.nightjar.rib.config.ListenEndpoint;
import io.nightjar.rib.config.NeighborRange;
import io.nightjar.rib.config.OriginatedRoute;
import io.nightjar.rib.config.PeerPolicy;
import io.nightjar.rib.config.PeerPolicy.NextHopMode;
import io.nightjar.rib.config.SpeakerConfig;
import io.nightjar.rib.config.SpeakerPeer;
import io.nightjar.rib.config.TunnelRule;
import io.nightjar.rib.policy.PolicyRule;
import io.nightjar.rib.policy.PrefixMatch;
import io.nightjar.rib.policy.RouteAction;
import io.nightjar.rib.policy.RoutePolicy;
import io.nightjar.rib.route.Route;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeakerFileTest {

    private static final String MINIMAL = "as: 64512\nrouter-id: 10.0.0.1\n";

    private static final String FULL_NEIGHBOR = """
                as: 64512
                router-id: 10.0.0.1
                route-reflector:
                  cluster-id: 1.0.0.1
                neighbors:
                  - name: tor
                    address: 10.0.0.9
                    port: 1790
                    as: 1.10
                    local-as: 1.10
                    local-address: 10.0.0.1
                    passive: true
                    families: [ipv4, ipv6]
                    next-hop: self
                    route-reflector-client: true
                    import: none
                    export:
                      - reject: 10.1.0.0/16
                      - accept: 10.0.0.0/8
                        min-length: 9
                        max-length: 26
                    timers:
                      hold: 90
                      keepalive: 10
                      connect-delay: 3
                      connect-retry: 6
                      error-wait-min: 7
                      error-wait-max: 8
                      send-hold-time: 100
                """;

    private static SpeakerConfig read(String text) throws InvalidConfigurationException {
        return SpeakerFile.read(new StringReader(text), "f.yaml");
    }

    @Test
    void twoKeysAreEnough() throws InvalidConfigurationException {
        SpeakerConfig config = read(MINIMAL);

        assertThat(config.local().asNumber()).isEqualTo(AsNumber.of(64512));
        assertThat(config.local().identifier()).isEqualTo(BgpIdentifier.parse("10.0.0.1"));
        assertThat(config.local().listeners())
                .containsExactly(
                        new ListenEndpoint(IpAddress.parse("0.0.0.0"), 179),
                        new ListenEndpoint(IpAddress.parse("::"), 179));
        assertThat(config.peers()).isEmpty();
        assertThat(config.ranges()).isEmpty();
        assertThat(config.originated()).isEmpty();
        assertThat(config.kernel()).isEqualTo(KernelConfig.OFF);
    }

    @Test
    void everyKeyOfANeighborArrives() throws InvalidConfigurationException {
        SpeakerConfig config = read(FULL_NEIGHBOR);

        AsNumber as = AsNumber.of(65546);
        assertThat(config.peers())
                .containsExactly(new SpeakerPeer(
                        new PeerConfig(
                                new PeerId("tor"),
                                new PeerConfig.Remote(IpAddress.parse("10.0.0.9"), 1790, as),
                                new PeerConfig.Local(IpAddress.parse("10.0.0.1"), as, BgpIdentifier.parse("10.0.0.1")),
                                Set.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST),
                                true,
                                new PeerTimers(90, 10, 3, 6, 7, 8, 100),
                                NeighborFeaturesTest.DEFAULTS,
                                PeerTransport.DEFAULT),
                        new PeerPolicy(
                                RoutePolicy.REJECT_ALL,
                                new RoutePolicy(
                                        List.of(
                                                new PolicyRule(
                                                        PrefixMatch.exact(Prefix.parse("10.1.0.0/16")),
                                                        RouteAction.REJECT,
                                                        "f.yaml:18"),
                                                new PolicyRule(
                                                        new PrefixMatch(Prefix.parse("10.0.0.0/8"), 9, 26),
                                                        RouteAction.ACCEPT,
                                                        "f.yaml:19")),
                                        RouteAction.REJECT),
                                NextHopMode.SELF,
                                BgpIdentifier.parse("1.0.0.1"))));
    }

    @Test
    void aNeighborNeedsOnlyAddressAndAs() throws InvalidConfigurationException {
        SpeakerPeer peer = read(MINIMAL + "neighbors: [{address: '2001:db8::9', as: 64512}]")
                .peers()
                .get(0);

        assertThat(peer.session().id()).isEqualTo(new PeerId("peer_2001_db8__9"));
        assertThat(peer.session().remote().port()).isEqualTo(179);
        assertThat(peer.session().local().address()).isNull();
        assertThat(peer.session().families()).containsExactly(AddressFamily.IPV6_UNICAST);
        assertThat(peer.session().passive()).isFalse();
        assertThat(peer.session().timers()).isEqualTo(PeerTimers.CALICO);
        assertThat(peer.policy())
                .isEqualTo(new PeerPolicy(RoutePolicy.ACCEPT_ALL, RoutePolicy.ACCEPT_ALL, NextHopMode.AUTO, null));
    }

    @Test
    void aNeighborOfAnotherAsExchangesNothingWithoutAPolicy() throws InvalidConfigurationException {
        PeerPolicy policy = read(MINIMAL + "neighbors: [{address: 10.0.0.9, as: 64513}]")
                .peers()
                .get(0)
                .policy();

        assertThat(policy.importPolicy()).isEqualTo(RoutePolicy.REJECT_ALL);
        assertThat(policy.exportPolicy()).isEqualTo(RoutePolicy.REJECT_ALL);
    }

    @Test
    void aLocalAsMakesANeighborInternal() throws InvalidConfigurationException {
        PeerPolicy policy = read(MINIMAL + "neighbors: [{address: 10.0.0.9, as: 64513, local-as: 64513}]")
                .peers()
                .get(0)
                .policy();

        assertThat(policy.importPolicy()).isEqualTo(RoutePolicy.ACCEPT_ALL);
    }

    @Test
    void aRangeIsReadWithTheDefaultClusterId() throws InvalidConfigurationException {
        SpeakerConfig config =
                read(MINIMAL + "neighbors: [{neighbor-range: 127.1.0.0/16, as: 64512, route-reflector-client: true}]");

        assertThat(config.peers()).isEmpty();
        assertThat(config.ranges())
                .containsExactly(new NeighborRange(
                        Prefix.parse("127.1.0.0/16"),
                        AsNumber.of(64512),
                        AsNumber.of(64512),
                        Set.of(AddressFamily.IPV4_UNICAST),
                        PeerTimers.CALICO,
                        new PeerPolicy(
                                RoutePolicy.ACCEPT_ALL,
                                RoutePolicy.ACCEPT_ALL,
                                NextHopMode.AUTO,
                                BgpIdentifier.parse("10.0.0.1")),
                        NeighborFeaturesTest.DEFAULTS,
                        PeerTransport.DEFAULT));
    }

    @Test
    void originatedRoutesRememberTheirLinesAndAreSorted() throws InvalidConfigurationException {
        assertThat(read(MINIMAL + "originate:\n  - 192.168.18.64/26\n  - 10.0.0.0/8\n")
                        .originated())
                .containsExactly(
                        new OriginatedRoute(Prefix.parse("10.0.0.0/8"), "f.yaml:5"),
                        new OriginatedRoute(Prefix.parse("192.168.18.64/26"), "f.yaml:4"));
    }

    @Test
    void peersAndRangesAreSorted() throws InvalidConfigurationException {
        SpeakerConfig config = read(MINIMAL + """
                neighbors:
                  - {name: b, address: 10.0.0.1, as: 64512}
                  - {neighbor-range: 127.2.0.0/16, as: 64512}
                  - {name: a, address: 10.0.0.2, as: 64512}
                  - {neighbor-range: 127.1.0.0/16, as: 64512}
                """);

        assertThat(config.peers())
                .extracting(peer -> peer.session().id().name())
                .containsExactly("a", "b");
        assertThat(config.ranges())
                .extracting(range -> range.network().toString())
                .containsExactly("127.1.0.0/16", "127.2.0.0/16");
    }

    @Test
    void theKernelSectionIsRead() throws InvalidConfigurationException {
        assertThat(read(MINIMAL + "kernel: {enabled: true, table: 100, metric: 1024, export: none}")
                        .kernel())
                .isEqualTo(new KernelConfig(true, RoutePolicy.REJECT_ALL, KernelRouteForm.PLAIN.withMetric(1024))
                        .withTable(100));
        assertThat(read(MINIMAL + "kernel: {enabled: true}").kernel())
                .isEqualTo(new KernelConfig(true, RoutePolicy.ACCEPT_ALL, KernelRouteForm.PLAIN));
    }

    @Test
    void theFormOfKernelRoutesIsRead() throws InvalidConfigurationException {
        SpeakerConfig config = read(MINIMAL + """
                kernel:
                  enabled: true
                  max-paths: 4
                  source-addresses: [fd00::1, 10.0.0.1]
                  tunnels:
                    - {network: 192.168.0.0/16, device: tunl0, direct: [172.17.8.0/24]}
                    - {network: 10.0.0.0/8, device: vxlan.calico}
                """);

        assertThat(config.kernel().form())
                .isEqualTo(new KernelRouteForm(
                        0,
                        4,
                        List.of(IpAddress.parse("10.0.0.1"), IpAddress.parse("fd00::1")),
                        List.of(
                                new TunnelRule(
                                        Prefix.parse("192.168.0.0/16"),
                                        "tunl0",
                                        List.of(Prefix.parse("172.17.8.0/24")),
                                        "f.yaml:8"),
                                new TunnelRule(Prefix.parse("10.0.0.0/8"), "vxlan.calico", List.of(), "f.yaml:9"))));
    }

    @Test
    void staticRoutesLeadThroughAGateway() throws InvalidConfigurationException {
        SpeakerConfig config = read(MINIMAL + """
                originate: [10.1.0.0/16]
                static-routes:
                  - {prefix: 10.0.0.9/32, via: 172.17.8.1}
                """);

        assertThat(config.originated())
                .containsExactly(
                        new OriginatedRoute(Prefix.parse("10.0.0.9/32"), IpAddress.parse("172.17.8.1"), "f.yaml:5"),
                        new OriginatedRoute(Prefix.parse("10.1.0.0/16"), "f.yaml:3"));
    }

    @Test
    void nobodyListensWhenTheListIsEmpty() throws InvalidConfigurationException {
        assertThat(read(MINIMAL + "listen: []").local().listeners()).isEmpty();
    }

    @Test
    void aPolicyWithOnlyAMinimumReachesDownToHosts() throws InvalidConfigurationException {
        RoutePolicy policy = read(MINIMAL
                        + "neighbors: [{address: 10.0.0.9, as: 64513, "
                        + "import: [{accept: 10.0.0.0/8, min-length: 8}]}]")
                .peers()
                .get(0)
                .policy()
                .importPolicy();

        assertThat(policy.evaluate(Route.originated(Prefix.parse("10.0.0.1/32"), "test"))
                        .accepted())
                .isTrue();
        assertThat(policy.evaluate(Route.originated(Prefix.parse("11.0.0.0/8"), "test"))
                        .accepted())
                .isFalse();
    }

    @Test
    void aFileIsReadFromDisk(@TempDir Path directory) throws IOException, InvalidConfigurationException {
        Path file = Files.writeString(directory.resolve("speaker.yaml"), MINIMAL);

        assertThat(SpeakerFile.load(file)).isEqualTo(read(MINIMAL));
    }
}
