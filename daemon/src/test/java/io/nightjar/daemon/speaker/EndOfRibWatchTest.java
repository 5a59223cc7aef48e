package io.nightjar.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.peer.GracefulRestartSettings;
import io.nightjar.bgp.peer.PeerFeatures;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.config.KernelConfig;
import io.nightjar.rib.config.SpeakerConfig;
import io.nightjar.rib.config.SpeakerPeer;
import io.nightjar.rib.policy.RoutePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EndOfRibWatchTest {

    private final List<Runnable> deadlines = new ArrayList<>();

    private static final PeerFeatures KEEPING =
            PeerFeatures.NONE.withGracefulRestart(new GracefulRestartSettings(GracefulRestartSettings.Mode.ON, 120, 0));

    private int sweeps;

    private int restarts;

    private final EndOfRibWatch watch =
            new EndOfRibWatch(Runnable::run, this::after, new EndOfRibWatch.Ends(() -> restarts++, () -> sweeps++));

    private void after(Duration delay, Runnable task) {
        assertThat(delay).isEqualTo(EndOfRibWatch.PATIENCE);
        deadlines.add(task);
    }

    private static SpeakerConfig config(String... names) {
        List<SpeakerPeer> peers = Stream.of(names)
                .map(name -> SpeakerConfigs.peer(name, false, SpeakerConfigs.policy(RoutePolicy.ACCEPT_ALL)))
                .map(peer -> new SpeakerPeer(peer.session().with(KEEPING), peer.policy()))
                .toList();
        return new SpeakerConfig(
                new SpeakerConfig.Local(SpeakerConfigs.AS, SpeakerConfigs.IDENTIFIER, List.of()),
                peers,
                List.of(),
                List.of(),
                KernelConfig.OFF);
    }

    private void received(String peer) {
        watch.received(new PeerId(peer), AddressFamily.IPV4_UNICAST);
    }

    @Test
    void withoutPeersThereIsNothingToWaitFor() {
        watch.expect(config());

        assertThat(sweeps).isEqualTo(1);
    }

    @Test
    void nothingIsSweptBeforeThereIsAConfiguration() {
        received("a");

        assertThat(sweeps).isZero();
    }

    @Test
    void theLastEndOfRibMakesItSweepOnce() {
        watch.expect(config("a", "b"));
        received("a");
        assertThat(sweeps).isZero();

        received("b");
        received("b");
        deadlines.forEach(Runnable::run);

        assertThat(sweeps).isEqualTo(1);
    }

    @Test
    void anotherFamilyDoesNotCount() {
        watch.expect(config("a"));
        watch.received(new PeerId("a"), AddressFamily.IPV6_UNICAST);

        assertThat(sweeps).isZero();
    }

    @Test
    void aDeadPeerIsWaitedForUntilItsOwnDeadline() {
        watch.expect(config("a", "b"));
        received("b");
        assertThat(deadlines).hasSize(2);

        deadlines.get(0).run();
        deadlines.get(1).run();

        assertThat(sweeps).isEqualTo(1);
    }

    @Test
    void aPeerThatIsRemovedIsNotWaitedFor() {
        watch.expect(config("a", "b"));
        received("a");

        watch.expect(config("a"));

        assertThat(sweeps).isEqualTo(1);
    }

    @Test
    void aPeerThatIsAddedGetsItsOwnTimeAndOthersNoMore() {
        watch.expect(config("a"));
        watch.expect(config("a", "b"));
        assertThat(deadlines).hasSize(2);
        received("a");
        assertThat(sweeps).isZero();

        received("b");
        watch.expect(config("a", "b", "c"));

        assertThat(sweeps).isEqualTo(1);
        assertThat(deadlines).hasSize(2);
    }

    @Test
    void whenNobodyIsAskedToKeepOurRoutesTheRestartIsOverAtOnce() {
        SpeakerConfig keeping = config("a");
        SpeakerPeer peer = keeping.peers().get(0);
        watch.expect(new SpeakerConfig(
                keeping.local(),
                List.of(new SpeakerPeer(peer.session().with(PeerFeatures.NONE), peer.policy())),
                List.of(),
                List.of(),
                KernelConfig.OFF));
        assertThat(watch.restarted()).isTrue();
        assertThat(sweeps).isZero();
    }

    @Test
    void ourRestartIsOverWhenOnlyTheExcusedAreMissing() {
        watch.excuse(new PeerId("b"));
        assertThat(watch.restarted()).isFalse();
        watch.expect(config("a", "b"));
        assertThat(watch.restarted()).isFalse();
        received("a");
        assertThat(watch.restarted()).isTrue();
        assertThat(sweeps).isZero();

        received("b");
        assertThat(sweeps).isEqualTo(1);
        assertThat(restarts).isEqualTo(1);
    }
}
