package io.nightjar.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerTransport;
import io.nightjar.bgp.peer.TcpPassword;
import io.nightjar.daemon.control.ConfigDiffReport;
import io.nightjar.rib.config.KernelConfig;
import io.nightjar.rib.config.OriginatedRoute;
import io.nightjar.rib.config.SpeakerConfig;
import io.nightjar.rib.config.SpeakerPeer;
import io.nightjar.rib.policy.RoutePolicy;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ConfigComparisonTest {

    private static final SpeakerPeer A = SpeakerConfigs.peer("a", false, SpeakerConfigs.policy(RoutePolicy.ACCEPT_ALL));

    private static final SpeakerPeer B = SpeakerConfigs.peer("b", false, SpeakerConfigs.policy(RoutePolicy.ACCEPT_ALL));

    private static SpeakerConfig config(List<OriginatedRoute> originated, SpeakerPeer... peers) {
        return new SpeakerConfig(
                new SpeakerConfig.Local(SpeakerConfigs.AS, SpeakerConfigs.IDENTIFIER, List.of()),
                List.of(peers),
                List.of(),
                originated,
                KernelConfig.OFF);
    }

    private static SpeakerConfig config(SpeakerPeer... peers) {
        return config(List.of(), peers);
    }

    @Test
    void aPasswordIsAReasonAndNotTold() {
        PeerConfig secret = A.session().with(new PeerTransport(new TcpPassword("secret"), 64, false));
        ConfigDiffReport.Sessions sessions =
                new ConfigComparison(config(A), config(new SpeakerPeer(secret, A.policy()))).sessions();
        assertThat(sessions.restarted())
                .containsExactly(new ConfigDiffReport.Change(A.session().id().name(), List.of("password")));
    }

    @Test
    void whoIsReplacedByOthersStaysForAWhile() {
        ConfigDiffReport.Sessions sessions = new ConfigComparison(config(A), config(B)).sessions();
        assertThat(sessions.added()).containsExactly("b");
        assertThat(sessions.removed())
                .containsExactly(new ConfigDiffReport.Change(
                        "a", List.of("when the added peers have taken over, at most 30 s later")));
        assertThat(new ConfigComparison(config(A), config()).sessions().removed())
                .containsExactly(new ConfigDiffReport.Change("a", List.of("after 3 s, if nobody comes instead")));
    }

    @Test
    void aRouteWithAnotherGatewayIsChanged() {
        Prefix prefix = Prefix.parse("10.0.0.0/8");
        ConfigDiffReport.Routes routes = new ConfigComparison(
                        config(List.of(new OriginatedRoute(prefix, "x"))),
                        config(List.of(new OriginatedRoute(prefix, IpAddress.parse("10.0.0.1"), "x"))))
                .originated();
        assertThat(routes.changed()).containsExactly("10.0.0.0/8 (x) becomes 10.0.0.0/8 via 10.0.0.1 (x)");
        assertThat(routes.gained()).isEmpty();
        assertThat(routes.lost()).isEmpty();
    }

    @Property
    void saysNothingOnlyIfTheReconfigurerWouldDoNothing(
            @ForAll("configs") SpeakerConfig a, @ForAll("configs") SpeakerConfig b) {
        ConfigComparison comparison = new ConfigComparison(a, b);
        ConfigDiffReport report = new ConfigDiffReport(
                "", comparison.sessions(), comparison.originated(), null, comparison.settings(), List.of());
        assertThat(report.isEmpty()).isEqualTo(SpeakerConfigDiff.between(a, b).isEmpty());
        assertThat(report.sessions().kept()
                        + report.sessions().policies().size()
                        + report.sessions().restarted().size()
                        + report.sessions().added().size())
                .isEqualTo(b.peers().size());
    }

    @Provide
    Arbitrary<SpeakerConfig> configs() {
        return SpeakerConfigs.any();
    }
}
