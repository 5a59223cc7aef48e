package io.nightjar.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.peer.GracefulRestartSettings;
import io.nightjar.bgp.peer.NegotiatedSession;
import io.nightjar.bgp.peer.PeerFeatures;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.config.KernelConfig;
import io.nightjar.rib.config.SpeakerConfig;
import io.nightjar.rib.config.SpeakerPeer;
import io.nightjar.rib.policy.RoutePolicy;
import io.nightjar.rib.testing.TestPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EndOfRibWatchTest {

    private static final PeerFeatures KEEPING =
            PeerFeatures.NONE.withGracefulRestart(new GracefulRestartSettings(GracefulRestartSettings.Mode.ON, 120, 0));

    private final List<Runnable> deadlines = new ArrayList<>();

    private final List<Runnable> silences = new ArrayList<>();

    private final RecordedEnds ends = new RecordedEnds();

    private final EndOfRibWatch watch = new EndOfRibWatch(Runnable::run, this::after, ends);

    /** Counts what happens, and has peers announce as many routes as the test says. */
    private static final class RecordedEnds implements EndOfRibWatch.Ends {

        private final List<String> expired = new ArrayList<>();
        private final Map<PeerId, Integer> announced = new HashMap<>();
        private int sweeps;
        private int restarts;
        private int quorums;

        @Override
        public void quorum() {
            quorums++;
        }

        @Override
        public void restarted() {
            restarts++;
        }

        @Override
        public void expired(PeerId peer, Set<AddressFamily> families) {
            expired.add(peer + " " + families);
        }

        @Override
        public void sweep() {
            sweeps++;
        }

        @Override
        public CompletionStage<OptionalInt> announced(PeerId peer) {
            Integer count = announced.get(peer);
            return CompletableFuture.completedFuture(count == null ? OptionalInt.empty() : OptionalInt.of(count));
        }
    }

    private void after(Duration delay, Runnable task) {
        assertThat(delay).isIn(EndOfRibWatch.PATIENCE, EndOfRibWatch.SILENCE);
        (delay.equals(EndOfRibWatch.PATIENCE) ? deadlines : silences).add(task);
    }

    private void silence() {
        silences.remove(0).run();
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

    private static SpeakerConfig withRange(SpeakerConfig config) {
        return new SpeakerConfig(
                config.local(),
                config.peers(),
                List.of(SpeakerConfigs.range("10.9.0.0/16", 64512, SpeakerConfigs.policy(RoutePolicy.ACCEPT_ALL))),
                config.originated(),
                config.kernel());
    }

    private static NegotiatedSession session(String peer, AddressFamily family) {
        return TestPeer.internal(1).withFamilies(family).session(new PeerId(peer));
    }

    private void received(String peer) {
        watch.received(new PeerId(peer), AddressFamily.IPV4_UNICAST);
    }

    @Test
    void withoutPeersThereIsNothingToWaitFor() {
        watch.expect(config());

        assertThat(ends.sweeps).isEqualTo(1);
    }

    @Test
    void nothingIsSweptBeforeThereIsAConfiguration() {
        received("a");

        assertThat(ends.sweeps).isZero();
    }

    @Test
    void theLastEndOfRibMakesItSweepOnce() {
        watch.expect(config("a", "b"));
        received("a");
        assertThat(ends.sweeps).isZero();

        received("b");
        received("b");
        deadlines.forEach(Runnable::run);

        assertThat(ends.sweeps).isEqualTo(1);
    }

    @Test
    void anotherFamilyDoesNotCount() {
        watch.expect(config("a"));
        watch.received(new PeerId("a"), AddressFamily.IPV6_UNICAST);

        assertThat(ends.sweeps).isZero();
    }

    @Test
    void aFamilyThatTheSessionDoesNotHaveIsNotWaitedFor() {
        watch.expect(config("a"));
        watch.speaks(session("b", AddressFamily.IPV6_UNICAST));
        watch.speaks(session("a", AddressFamily.IPV4_UNICAST));
        assertThat(ends.sweeps).isZero();
        watch.speaks(session("a", AddressFamily.IPV6_UNICAST));
        assertThat(ends.sweeps).isEqualTo(1);
    }

    @Test
    void aDeadPeerIsWaitedForUntilItsOwnDeadline() {
        watch.expect(config("a", "b"));
        received("b");
        assertThat(deadlines).hasSize(2);

        deadlines.get(0).run();
        deadlines.get(1).run();

        assertThat(ends.sweeps).isEqualTo(1);
    }

    @Test
    void aPeerThatIsRemovedIsNotWaitedFor() {
        watch.expect(config("a", "b"));
        received("a");

        watch.expect(config("a"));

        assertThat(ends.sweeps).isEqualTo(1);
    }

    @Test
    void aPeerThatIsAddedGetsItsOwnTimeAndOthersNoMore() {
        watch.expect(config("a"));
        watch.expect(config("a", "b"));
        assertThat(deadlines).hasSize(2);
        received("a");
        assertThat(ends.sweeps).isZero();

        received("b");
        watch.expect(config("a", "b", "c"));

        assertThat(ends.sweeps).isEqualTo(1);
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
        assertThat(ends.sweeps).isZero();
    }

    @Test
    void ourRestartIsOverWhenOnlyTheExcusedAreMissing() {
        watch.excuse(new PeerId("b"));
        assertThat(watch.restarted()).isFalse();
        watch.expect(config("a", "b"));
        assertThat(watch.restarted()).isFalse();
        received("a");
        assertThat(watch.restarted()).isTrue();
        assertThat(ends.sweeps).isZero();

        received("b");
        assertThat(ends.sweeps).isEqualTo(1);
        assertThat(ends.restarts).isEqualTo(1);
    }

    @Test
    void whoIsWaitedForIsKnown() {
        watch.expect(config("b", "a", "c"));
        assertThat(watch.waitingFor()).containsExactly("a", "b", "c");
        received("b");
        assertThat(watch.waitingFor()).containsExactly("a", "c");
        deadlines.forEach(Runnable::run);
        assertThat(watch.waitingFor()).isEmpty();
        assertThat(ends.expired).containsExactlyInAnyOrder("a [ipv4-unicast]", "c [ipv4-unicast]");
    }

    @Test
    void aPeerWithoutGracefulRestartIsDoneWhenItFallsSilent() {
        PeerId peer = new PeerId("a");
        watch.expect(config("a"));
        ends.announced.put(peer, 10);
        watch.promisesNothing(peer);
        watch.promisesNothing(peer);
        assertThat(silences).hasSize(1);
        ends.announced.put(peer, 20);
        silence();
        assertThat(ends.sweeps).isZero();
        assertThat(silences).hasSize(1);

        silence();
        assertThat(ends.expired).containsExactly("a [ipv4-unicast]");
        assertThat(ends.sweeps).isEqualTo(1);
        assertThat(silences).isEmpty();
    }

    @Test
    void thePeerWithoutASessionIsNotSilentButAway() {
        PeerId peer = new PeerId("a");
        watch.promisesNothing(peer);
        assertThat(silences).isEmpty();
        watch.expect(config("a"));
        ends.announced.put(peer, 10);
        watch.promisesNothing(peer);
        ends.announced.clear();
        silence();
        assertThat(ends.expired).isEmpty();

        ends.announced.put(peer, 10);
        watch.promisesNothing(peer);
        received("a");
        silence();
        assertThat(ends.expired).isEmpty();
        assertThat(ends.sweeps).isEqualTo(1);
    }

    @Test
    void whoMayComeOutOfARangeIsWaitedForAsWell() {
        SpeakerConfig config = withRange(config("a"));
        watch.expect(config);
        received("a");
        assertThat(watch.restarted()).isTrue();
        assertThat(watch.waitingFor()).containsExactly("10.9.0.0/16");
        watch.expect(config);
        assertThat(deadlines).hasSize(2);
        deadlines.forEach(Runnable::run);
        assertThat(ends.sweeps).isEqualTo(1);
    }

    @Test
    void aRangeThatIsRemovedIsNotWaitedFor() {
        watch.expect(withRange(config()));
        assertThat(ends.sweeps).isZero();
        watch.expect(config());
        assertThat(ends.sweeps).isEqualTo(1);
    }

    @Test
    void moreThanHalfOfThePeersAreAQuorum() {
        watch.expect(config("a", "b", "c", "d"));
        watch.received(new PeerId("a"), AddressFamily.IPV4_UNICAST);
        watch.received(new PeerId("b"), AddressFamily.IPV4_UNICAST);
        assertThat(watch.quorum()).isFalse();
        watch.received(new PeerId("c"), AddressFamily.IPV4_UNICAST);
        assertThat(watch.quorum()).isTrue();
        watch.received(new PeerId("d"), AddressFamily.IPV4_UNICAST);
        watch.expect(config("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"));
        assertThat(watch.quorum()).isTrue();
        assertThat(ends.quorums).isEqualTo(1);
    }

    @Test
    void theOnlyPeerIsAQuorumWhenItHasHadItsTime() {
        watch.expect(config("a"));
        assertThat(watch.quorum()).isFalse();
        deadlines.remove(0).run();
        assertThat(watch.quorum()).isTrue();
    }

    @Test
    void whoHasNoPeersWaitsForNobody() {
        assertThat(watch.quorum()).isFalse();
        watch.expect(config());
        assertThat(ends.quorums).isEqualTo(1);
    }
}
