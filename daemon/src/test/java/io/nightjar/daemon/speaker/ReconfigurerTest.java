package io.nightjar.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.BgpIdentifier;
import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerConfig;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.config.KernelConfig;
import io.nightjar.rib.config.KernelRouteForm;
import io.nightjar.rib.config.ListenEndpoint;
import io.nightjar.rib.config.NeighborRange;
import io.nightjar.rib.config.OriginatedRoute;
import io.nightjar.rib.config.PeerPolicy;
import io.nightjar.rib.config.SpeakerConfig;
import io.nightjar.rib.config.SpeakerPeer;
import io.nightjar.rib.policy.RoutePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReconfigurerTest {

    private static final PeerPolicy OPEN = SpeakerConfigs.policy(RoutePolicy.ACCEPT_ALL);

    private static final PeerPolicy CLOSED = SpeakerConfigs.policy(RoutePolicy.REJECT_ALL);

    private static final List<ListenEndpoint> LISTENERS =
            List.of(new ListenEndpoint(IpAddress.parse("127.0.0.1"), 1790));

    private final List<String> done = new ArrayList<>();

    private final FakeOutlook outlook = new FakeOutlook();

    private final Reconfigurer reconfigurer = new Reconfigurer(
            new RecordedSessions(done),
            new Reconfigurer.TableSettings(
                    policies -> done.add("policies"),
                    config -> done.add("originate " + config.originated().size()),
                    kernel -> done.add("kernel " + kernel.enabled())),
            outlook);

    private static SpeakerConfig config(List<SpeakerPeer> peers, NeighborRange... ranges) {
        return new SpeakerConfig(
                new SpeakerConfig.Local(SpeakerConfigs.AS, SpeakerConfigs.IDENTIFIER, LISTENERS),
                peers,
                List.of(ranges),
                List.of(new OriginatedRoute(Prefix.parse("10.0.0.0/8"), "test")),
                new KernelConfig(true, RoutePolicy.ACCEPT_ALL, KernelRouteForm.PLAIN));
    }

    private List<String> applied(SpeakerConfig config) {
        done.clear();
        reconfigurer.apply(config);
        return List.copyOf(done);
    }

    private static SpeakerPeer peer(String name, boolean another, PeerPolicy policy) {
        return SpeakerConfigs.peer(name, another, policy);
    }

    private static SpeakerPeer called(PeerId id, boolean passive) {
        PeerConfig like = peer("a", false, OPEN).session();
        return new SpeakerPeer(
                new PeerConfig(id, like.remote(), like.local(), like.families(), passive, like.timers()), OPEN);
    }

    @Test
    void theFirstConfigurationIsTakenWholeAndNobodyIsDialledBeforeWeListen() {
        assertThat(reconfigurer.configured()).isFalse();

        assertThat(applied(config(List.of(peer("a", false, OPEN)), SpeakerConfigs.range("127.1.0.0/16", 64512, OPEN))))
                .containsExactly(
                        "policies",
                        "kernel true",
                        "originate 1",
                        "add a",
                        "addRange 127.1.0.0/16 as 0.0.0.1",
                        "listen 1",
                        "start a");
        assertThat(reconfigurer.configured()).isTrue();
        assertThat(reconfigurer.inForce().peers()).hasSize(1);
    }

    @Test
    void theSameAgainIsNothing() {
        SpeakerConfig config = config(List.of(peer("a", false, OPEN)));
        applied(config);

        assertThat(applied(config)).isEmpty();
    }

    @Test
    void aPeerMayBeCalledOtherwiseAndWhoHasItSeesThat() {
        applied(config(List.of(called(new PeerId("10.0.0.9", "Mesh_10_0_0_9"), false))));
        PeerId held = reconfigurer.inForce().peers().get(0).session().id();

        assertThat(applied(config(List.of(called(new PeerId("10.0.0.9", "Node_10_0_0_9"), false)))))
                .isEmpty();
        assertThat(held).hasToString("Node_10_0_0_9");

        applied(config(List.of(called(new PeerId("10.0.0.9", "Global_10_0_0_9"), false))));
        assertThat(held.name()).isEqualTo("Global_10_0_0_9");

        applied(config(List.of()));
        outlook.passDeadlines();
        applied(config(List.of()));
        applied(config(List.of(called(new PeerId("10.0.0.9", "Mesh_10_0_0_9"), false))));
        assertThat(held.name()).as("of a session that is long over").isEqualTo("Global_10_0_0_9");
    }

    @Test
    void whoDialsIsChangedInPlace() {
        PeerId id = new PeerId("a");
        applied(config(List.of(called(id, true))));

        assertThat(applied(config(List.of(called(id, false))))).containsExactly("policies", "replace a");
        assertThat(SpeakerConfigDiff.between(config(List.of(called(id, false))), config(List.of(called(id, true))))
                        .peers()
                        .restarted())
                .isEmpty();
    }

    @Test
    void aPolicyTouchesNoSession() {
        applied(config(List.of(peer("a", false, OPEN)), SpeakerConfigs.range("127.1.0.0/16", 64512, OPEN)));

        assertThat(applied(
                        config(List.of(peer("a", false, CLOSED)), SpeakerConfigs.range("127.1.0.0/16", 64512, CLOSED))))
                .containsExactly("policies");
    }

    private static final BgpIdentifier CLUSTER = BgpIdentifier.parse("244.0.0.1");

    private static final PeerPolicy CLIENT = OPEN.withClientClusterId(CLUSTER);

    private PeerPolicy policy(String name) {
        return Objects.requireNonNull(reconfigurer.policies().peers().get(new PeerId(name)));
    }

    private @Nullable BgpIdentifier clusterId(String name) {
        return policy(name).clientClusterId();
    }

    @Test
    void whoIsNoClientAnyMoreIsReflectedToForAWhile() {
        applied(config(List.of(peer("a", false, CLIENT), peer("b", false, OPEN))));
        applied(config(List.of(peer("a", false, OPEN), peer("b", false, OPEN))));
        assertThat(policy("a")).isEqualTo(CLIENT.asFormerClient());
        assertThat(policy("b")).isEqualTo(OPEN);

        done.clear();
        outlook.passDeadlines();
        assertThat(done).containsExactly("policies");
        assertThat(clusterId("a")).isNull();
        applied(config(List.of(peer("a", false, OPEN))));
        assertThat(clusterId("a")).isNull();
    }

    /** Several objects of a datastore are one edit for their operator. */
    @Test
    void whoWasAwayForAMomentMeanwhileIsReflectedToAsWell() {
        applied(config(List.of(peer("a", false, CLIENT))));
        applied(config(List.of()));
        assertThat(policy("a")).isEqualTo(CLIENT.asFormerClient());
        applied(config(List.of(peer("a", false, OPEN))));
        assertThat(policy("a")).isEqualTo(CLIENT.asFormerClient());

        applied(config(List.of(peer("a", false, CLIENT), peer("b", false, OPEN))));
        applied(config(List.of(peer("a", false, CLOSED.withClientClusterId(CLUSTER)))));
        applied(config(List.of(peer("a", false, CLOSED))));
        assertThat(policy("a")).isEqualTo(CLOSED.withClientClusterId(CLUSTER).asFormerClient());

        applied(config(List.of(peer("a", false, CLIENT))));
        assertThat(policy("a")).isEqualTo(CLIENT);
    }

    @Test
    void anotherSessionIsNobodysFormerClient() {
        applied(config(List.of(peer("a", false, CLIENT), peer("b", false, CLIENT))));
        applied(config(List.of(peer("a", true, OPEN), peer("b", false, OPEN))));
        assertThat(clusterId("a")).isNull();

        applied(config(List.of(peer("a", true, OPEN), peer("b", true, OPEN))));
        assertThat(clusterId("b")).isNull();
    }

    @Test
    void onlyTheSessionsThatAreDifferentAreTouchedAndRemovalsComeFirst() {
        applied(config(
                List.of(peer("a", false, OPEN), peer("b", false, OPEN), peer("c", false, OPEN)),
                SpeakerConfigs.range("127.1.0.0/16", 64512, OPEN),
                SpeakerConfigs.range("127.2.0.0/16", 64512, OPEN)));

        assertThat(applied(config(
                        List.of(peer("b", true, OPEN), peer("c", false, OPEN)),
                        SpeakerConfigs.range("127.2.0.0/16", 64513, OPEN),
                        SpeakerConfigs.range("127.3.0.0/16", 64512, OPEN))))
                .containsExactly(
                        "removeRange 127.1.0.0/16",
                        "policies",
                        "replace b",
                        "removeRange 127.2.0.0/16",
                        "addRange 127.2.0.0/16 as 0.0.0.1",
                        "addRange 127.3.0.0/16 as 0.0.0.1");
    }
}
