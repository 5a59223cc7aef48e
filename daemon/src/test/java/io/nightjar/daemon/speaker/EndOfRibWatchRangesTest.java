package io.nightjar.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.AsNumber;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.GracefulRestartSettings;
import io.nightjar.bgp.peer.PeerFeatures;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.bgp.peer.PeerTimers;
import io.nightjar.bgp.peer.PeerTransport;
import io.nightjar.rib.config.KernelConfig;
import io.nightjar.rib.config.NeighborRange;
import io.nightjar.rib.config.SpeakerConfig;
import io.nightjar.rib.policy.RoutePolicy;
import io.nightjar.rib.testing.TestPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Peers that nobody knows before they have come. Those of these tests are at 10.0.0.1 and so on. */
class EndOfRibWatchRangesTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final List<Task> tasks = new ArrayList<>();
    private Duration now = Duration.ZERO;

    private int restarts;
    private int sweeps;
    private final List<PeerId> expired = new ArrayList<>();

    private final EndOfRibWatch watch = new EndOfRibWatch(
            Runnable::run, (delay, task) -> tasks.add(new Task(now.plus(delay), task)), new EndOfRibWatch.Ends() {
                @Override
                public void quorum() {
                    assertThat(watch().quorum()).isTrue();
                }

                @Override
                public void restarted() {
                    restarts++;
                }

                @Override
                public void expired(PeerId peer, Set<AddressFamily> families) {
                    assertThat(families).containsExactly(AddressFamily.IPV4_UNICAST);
                    expired.add(peer);
                }

                @Override
                public void sweep() {
                    sweeps++;
                }

                @Override
                public CompletionStage<OptionalInt> announced(PeerId peer) {
                    return CompletableFuture.completedFuture(OptionalInt.of(1));
                }
            });

    private EndOfRibWatch watch() {
        return watch;
    }

    private record Task(Duration due, Runnable task) {}

    private void pass(Duration time) {
        Duration end = now.plus(time);
        while (true) {
            Task next = tasks.stream()
                    .min(Comparator.comparing(Task::due))
                    .filter(task -> task.due.compareTo(end) <= 0)
                    .orElse(null);
            if (next == null) {
                break;
            }
            tasks.remove(next);
            now = next.due;
            next.task.run();
        }
        now = end;
    }

    private static NeighborRange keeping(String network, int restartSeconds) {
        return new NeighborRange(
                Prefix.parse(network),
                AsNumber.of(64512),
                SpeakerConfigs.AS,
                Set.of(AddressFamily.IPV4_UNICAST),
                PeerTimers.CALICO,
                SpeakerConfigs.policy(RoutePolicy.ACCEPT_ALL),
                PeerFeatures.NONE.withGracefulRestart(
                        new GracefulRestartSettings(GracefulRestartSettings.Mode.ON, restartSeconds, 0)),
                PeerTransport.DEFAULT);
    }

    private void expect(NeighborRange... ranges) {
        watch.expect(new SpeakerConfig(
                new SpeakerConfig.Local(SpeakerConfigs.AS, SpeakerConfigs.IDENTIFIER, List.of()),
                List.of(),
                List.of(ranges),
                List.of(),
                KernelConfig.OFF));
    }

    private void comes(int number) {
        watch.speaks(TestPeer.internal(number)
                .withFamilies(AddressFamily.IPV4_UNICAST)
                .session());
    }

    private void received(int number) {
        watch.received(peer(number), AddressFamily.IPV4_UNICAST);
    }

    private static PeerId peer(int number) {
        return TestPeer.internal(number).id();
    }

    @Test
    void ourRestartWaitsForWhoMayComeOutOfARange() {
        expect(keeping("10.0.0.0/16", 120));
        assertThat(watch.restarted()).isFalse();
        assertThat(watch.delaying()).isEqualTo(1);
        comes(1);
        received(1);
        pass(EndOfRibWatch.SILENCE.minus(SECOND));
        assertThat(watch.restarted()).isFalse();

        comes(2);
        received(2);
        pass(EndOfRibWatch.SILENCE.minus(SECOND));
        assertThat(watch.restarted()).isFalse();
        pass(SECOND);
        assertThat(watch.restarted()).isTrue();
        assertThat(restarts).isEqualTo(1);
        assertThat(sweeps).isZero();
    }

    @Test
    void ourRestartWaitsForTheEndOfRibOfWhoHasCome() {
        expect(keeping("10.0.0.0/16", 120));
        comes(1);
        comes(2);
        assertThat(watch.waitingFor()).containsExactly("10.0.0.0/16", "peer1", "peer2");
        pass(EndOfRibWatch.SILENCE);
        received(1);
        assertThat(watch.delaying()).isEqualTo(1);
        assertThat(watch.restarted()).isFalse();

        received(2);
        assertThat(watch.restarted()).isTrue();
    }

    @Test
    void whoComesOutOfARangeAndRestartsOrKnowsNothingOfItDelaysNothing() {
        expect(keeping("10.0.0.0/16", 120));
        watch.excuse(peer(1));
        comes(1);
        watch.promisesNothing(peer(1));
        pass(EndOfRibWatch.SILENCE);
        assertThat(watch.restarted()).isTrue();
        assertThat(expired).containsExactly(peer(1));
    }

    @Test
    void whoComesAgainIsNotNew() {
        expect(keeping("10.0.0.0/16", 120));
        comes(1);
        received(1);
        pass(EndOfRibWatch.SILENCE.minus(SECOND));
        comes(1);
        pass(SECOND);
        assertThat(watch.restarted()).isTrue();
    }

    @Test
    void theRangeAndThoseThatItHasBroughtHaveTheSameTime() {
        expect(keeping("10.0.0.0/16", 240));
        IntStream.rangeClosed(1, 11).forEach(number -> {
            comes(number);
            pass(Duration.ofSeconds(10));
        });
        IntStream.rangeClosed(1, 10).forEach(this::received);
        pass(Duration.ofSeconds(9));
        assertThat(watch.restarted()).isFalse();

        pass(SECOND);
        assertThat(watch.restarted()).isTrue();
        assertThat(expired).containsExactly(peer(11));
        assertThat(sweeps).isEqualTo(1);
    }

    @Test
    void whoDoesNotKeepOurRoutesAnyLongerIsNotWaitedFor() {
        expect(keeping("10.0.0.0/16", 20));
        comes(1);
        received(1);
        pass(Duration.ofSeconds(19));
        assertThat(watch.restarted()).isFalse();
        pass(SECOND);
        assertThat(watch.restarted()).isTrue();
    }

    @Test
    void theNarrowestRangeIsWaitedForLonger() {
        expect(keeping("10.0.0.0/8", 120), keeping("10.0.0.0/16", 120));
        pass(EndOfRibWatch.SILENCE.minus(SECOND));
        comes(1);
        received(1);
        pass(SECOND);
        assertThat(watch.delaying()).isEqualTo(1);
        assertThat(watch.restarted()).isFalse();
        pass(EndOfRibWatch.SILENCE);
        assertThat(watch.restarted()).isTrue();
    }

    @Test
    void aRangeThatIsRemovedTakesItsPeersAlong() {
        expect(keeping("10.0.0.0/16", 120), keeping("10.1.0.0/16", 120));
        comes(1);
        expect(keeping("10.1.0.0/16", 120));
        assertThat(watch.waitingFor()).containsExactly("10.1.0.0/16");
        pass(EndOfRibWatch.SILENCE);
        assertThat(watch.restarted()).isTrue();
        expect();
        assertThat(sweeps).isEqualTo(1);
    }

    @Test
    void peersOutOfRangesCountForTheQuorum() {
        SpeakerConfig config = new SpeakerConfig(
                new SpeakerConfig.Local(SpeakerConfigs.AS, SpeakerConfigs.IDENTIFIER, List.of()),
                Stream.of("a", "b")
                        .map(name -> SpeakerConfigs.peer(name, false, SpeakerConfigs.policy(RoutePolicy.ACCEPT_ALL)))
                        .toList(),
                List.of(keeping("10.0.0.0/16", 120)),
                List.of(),
                KernelConfig.OFF);
        watch.expect(config);
        IntStream.rangeClosed(1, 3).forEach(this::comes);
        received(1);
        received(2);
        assertThat(watch.quorum()).isFalse();
        received(3);
        assertThat(watch.quorum()).isTrue();
    }
}
