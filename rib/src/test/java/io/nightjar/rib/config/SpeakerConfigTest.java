package io.nightjar.rib.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nightjar.bgp.net.InterfacePattern;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerTimers;
import io.nightjar.rib.policy.RoutePolicy;
import io.nightjar.rib.testing.TestPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpeakerConfigTest {

    private static final SpeakerConfig.Local LOCAL =
            new SpeakerConfig.Local(TestPeer.OWN_AS, TestPeer.OWN_IDENTIFIER, List.of());

    private static SpeakerConfig config(List<SpeakerPeer> peers) {
        return new SpeakerConfig(LOCAL, peers, List.of(), List.of(), KernelConfig.OFF);
    }

    private static SpeakerPeer peer(int number) {
        TestPeer peer = TestPeer.internal(number);
        return new SpeakerPeer(peer.session().config(), peer.policy());
    }

    @Test
    void twoPeersOfOneNameAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config(List.of(peer(1), peer(2), peer(1))))
                .withMessageContaining("peer1");
    }

    @Test
    void aConfigurationIsAValue() {
        List<SpeakerPeer> peers = new ArrayList<>(List.of(peer(1)));
        SpeakerConfig config = config(peers);
        peers.clear();
        assertThat(config).isEqualTo(config(List.of(peer(1))));
    }

    @Test
    void theKernelsMainTableIsWrittenUnlessSaidOtherwise() {
        assertThat(new KernelConfig(true, RoutePolicy.ACCEPT_ALL, KernelRouteForm.PLAIN).table())
                .isEqualTo(254);
    }

    @Test
    void whatTheKernelIsToldIsAValue() {
        List<InterfacePattern> ignored = new ArrayList<>(List.of(new InterfacePattern("docker0")));
        KernelConfig config = KernelConfig.OFF.withIgnoredInterfaces(ignored);
        ignored.clear();
        assertThat(config.withTable(100).withLearning(true).ignoredInterfaces())
                .containsExactly(new InterfacePattern("docker0"));
        assertThat(config).isNotEqualTo(KernelConfig.OFF);
    }

    @Test
    void rangesAndListenersAreValues() {
        TestPeer peer = TestPeer.internal(1);
        NeighborRange range = new NeighborRange(
                Prefix.parse("127.1.0.0/16"),
                TestPeer.OWN_AS,
                TestPeer.OWN_AS,
                Set.copyOf(peer.codec().families()),
                PeerTimers.CALICO,
                peer.policy());
        assertThat(range.families()).isEqualTo(peer.codec().families());
        ListenEndpoint endpoint = new ListenEndpoint(IpAddress.parse("0.0.0.0"), ListenEndpoint.BGP_PORT);
        assertThat(endpoint.port()).isEqualTo(179);
    }
}
