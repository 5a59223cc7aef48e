package io.nightjar.rib.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.bgp.message.RouteRefreshMessage;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.rib.BestPathChange;
import io.nightjar.rib.RibListener;
import io.nightjar.rib.RibView;
import io.nightjar.rib.config.OriginatedRoute;
import io.nightjar.rib.config.PrefixLimit;
import io.nightjar.rib.engine.RibCommand.Originate;
import io.nightjar.rib.engine.RibCommand.PeerDown;
import io.nightjar.rib.engine.RibCommand.PeerUp;
import io.nightjar.rib.engine.RibCommand.RouteRefreshReceived;
import io.nightjar.rib.engine.RibCommand.UpdateReceived;
import io.nightjar.rib.nexthop.NextHopResolver;
import io.nightjar.rib.testing.RecordingPeerOutput;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import io.nightjar.rib.testing.TestTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RibLoopTest {

    private final TestPeer peer = TestPeer.internal(1);
    private final RecordingPeerOutput output = new RecordingPeerOutput(peer.codec());
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

    private final AtomicLong now = new AtomicLong();
    private final List<Duration> waits = new CopyOnWriteArrayList<>();

    private RibLoop loop(int capacity, RibListener listener) {
        RibEngine engine = new RibEngine(RoutingRules.FULL_MESH, NextHopResolver.NO_FORWARDING, listener);
        return new RibLoop(engine, capacity, now::get, waits::add, (thread, fault) -> failure.complete(fault));
    }

    private UpdateReceived update(int number) {
        return new UpdateReceived(
                peer.id(), TestTable.announcement(TestAttributes.internal("10.0.0.1"), "10.0." + number + ".0/24"));
    }

    private static Originate originate(String prefix) {
        return new Originate(List.of(new OriginatedRoute(Prefix.parse(prefix), "test")));
    }

    @Test
    void questionsComeAfterWhatWasHandedOverBefore() {
        try (RibLoop loop = loop(100, RibListener.NONE)) {
            loop.start();
            loop.submit(new PeerUp(peer.session(), peer.policy(), output));
            assertThat(loop.offer(update(1))).isTrue();
            loop.submit(originate("10.9.0.0/16"));
            assertThat(loop.query(RibView::bestPaths).join()).hasSize(2);
            assertThat(loop.query(view -> Thread.currentThread().getName()).join())
                    .isEqualTo("bgp-rib");
        }
    }

    @Test
    void aLookOvertakesWhatWaitsAndSeesASettledTable() {
        List<Integer> seen = new ArrayList<>();
        try (RibLoop loop = loop(100, RibListener.NONE)) {
            loop.submit(new PeerUp(peer.session(), peer.policy(), output));
            loop.offer(update(1));
            CompletableFuture<Boolean> last =
                    loop.query(view -> seen.add(view.bestPaths().size()));
            CompletableFuture<Boolean> first =
                    loop.look(view -> seen.add(view.bestPaths().size()));
            loop.start();

            assertThat(last.join()).isTrue();
            assertThat(first.join()).isTrue();
            assertThat(seen).containsExactly(0, 1);
        }
    }

    @Test
    void aLookAfterTheEndIsAbandonedLikeAnyQuestion() {
        RibLoop loop = loop(100, RibListener.NONE);
        loop.start();
        loop.close();

        assertThatThrownBy(() -> loop.look(RibView::bestPaths).join()).isInstanceOf(CompletionException.class);
    }

    @Test
    void itIsToldForHowLongTheFirstUpdateOfATurnHasWaited() {
        try (RibLoop loop = loop(100, RibListener.NONE)) {
            loop.submit(new PeerUp(peer.session(), peer.policy(), output));
            now.set(10);
            loop.offer(update(1));
            now.set(30);
            loop.offer(update(2));
            loop.submit(originate("10.9.0.0/16"));
            assertThat(loop.backlog()).isEqualTo(4);
            now.set(100);
            loop.start();
            assertThat(loop.query(RibView::bestPaths).join()).hasSize(3);
            loop.submit(originate("10.8.0.0/16"));
            assertThat(loop.query(RibView::bestPaths).join()).hasSize(3);
            assertThat(loop.backlog()).isZero();
        }
        assertThat(waits).containsExactly(Duration.ofNanos(90));
    }

    @Test
    void aFullMailboxTakesUpdatesAndStopsTheReader() {
        try (RibLoop loop = loop(4, RibListener.NONE)) {
            loop.submit(new PeerUp(peer.session(), peer.policy(), output));
            for (int i = 1; i <= 2; i++) {
                assertThat(loop.offer(update(i))).isTrue();
            }
            assertThat(output.reading()).isEmpty();
            for (int i = 3; i <= 6; i++) {
                assertThat(loop.offer(update(i))).isFalse();
            }
            assertThat(output.reading()).containsOnly("pause").hasSize(4);
            loop.start();
            assertThat(loop.query(RibView::bestPaths).join()).hasSize(6);
        }
        assertThat(output.reading())
                .endsWith("pause", "resume")
                .filteredOn("resume"::equals)
                .hasSize(1);
    }

    @Test
    void anUpdateWithManyRoutesCountsForSeveral() {
        String[] routes = IntStream.range(0, 48)
                .mapToObj(number -> "10.0." + number + ".0/24")
                .toArray(String[]::new);
        try (RibLoop loop = loop(6, RibListener.NONE)) {
            loop.submit(new PeerUp(peer.session(), peer.policy(), output));
            assertThat(loop.offer(update(1))).isTrue();
            assertThat(loop.offer(new UpdateReceived(
                            peer.id(), TestTable.announcement(TestAttributes.internal("10.0.0.1"), routes))))
                    .isFalse();
            loop.start();
            assertThat(loop.query(RibView::bestPaths).join()).hasSize(48);
        }
        assertThat(output.reading()).containsExactly("pause", "resume");
    }

    @Test
    void whoAsksForRefreshWithoutEndIsStopped() {
        RouteRefreshReceived request =
                new RouteRefreshReceived(peer.id(), AddressFamily.IPV4_UNICAST, RouteRefreshMessage.REQUEST);
        try (RibLoop loop = loop(4, RibListener.NONE)) {
            loop.submit(new PeerUp(peer.session(), peer.policy(), output));
            loop.submit(originate("10.9.0.0/16"));
            assertThat(loop.offer(request)).isTrue();
            assertThat(loop.offer(request)).isFalse();
            assertThat(output.reading()).containsExactly("pause");
            loop.start();
        }
        assertThat(output.reading()).containsExactly("pause", "resume");
    }

    @Test
    void controlCommandsAreTakenByAFullMailbox() {
        try (RibLoop loop = loop(1, RibListener.NONE)) {
            loop.submit(new PeerUp(peer.session(), peer.policy(), output));
            loop.offer(update(1));
            loop.submit(originate("10.9.0.0/16"));
            loop.submit(new PeerDown(peer.id(), false));
            assertThat(loop.offer(update(2))).isFalse();
            loop.start();
            assertThat(loop.query(RibView::bestPaths).join())
                    .extracting(best -> best.prefix().toString())
                    .containsExactly("10.9.0.0/16");
        }
    }

    @Test
    void whatWaitsIsSettledOnce() {
        RecordingBatches batches = new RecordingBatches();
        try (RibLoop loop = loop(1000, batches)) {
            loop.submit(new PeerUp(peer.session(), peer.policy(), output));
            for (int i = 1; i <= 100; i++) {
                loop.offer(update(i));
            }
            loop.start();
        }
        assertThat(batches.sizes).containsExactly(100);
    }

    /** Only counts; on the table's thread until the loop has been closed. */
    private static final class RecordingBatches implements RibListener {
        private final List<Integer> sizes = new ArrayList<>();

        @Override
        public void bestPathsChanged(List<BestPathChange> changes) {
            sizes.add(changes.size());
        }

        @Override
        public void endOfRib(PeerId id, AddressFamily family) {}

        @Override
        public void waitBegan(PeerId peer, AddressFamily family, long number, Duration limit) {}

        @Override
        public void waitEnded(long number) {}

        @Override
        public void prefixLimitReached(PeerId peer, AddressFamily family, long count, PrefixLimit limit) {}
    }

    @Test
    void moreThanATurnIsWorkedOff() {
        try (RibLoop loop = loop(10_000, RibListener.NONE)) {
            loop.submit(new PeerUp(peer.session(), peer.policy(), output));
            for (int i = 0; i < 1500; i++) {
                loop.offer(update(i % 250));
            }
            loop.start();
            assertThat(loop.query(RibView::bestPaths).join()).hasSize(250);
        }
    }

    @Test
    void aQuestionThatFailsHarmsOnlyTheAsker() {
        try (RibLoop loop = loop(100, RibListener.NONE)) {
            loop.start();
            CompletableFuture<Integer> failing =
                    loop.query(view -> view.bestPaths().get(7).hashCode());
            assertThatThrownBy(failing::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(IndexOutOfBoundsException.class);
            assertThat(loop.query(RibView::bestPaths).join()).isEmpty();
        }
    }

    @Test
    void afterTheEndQuestionsFail() {
        RibLoop loop = loop(100, RibListener.NONE);
        loop.start();
        loop.close();
        assertThatThrownBy(() -> loop.query(RibView::bestPaths).join())
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has ended");
    }

    @Test
    void aFailureEndsTheLoopAndIsToldAndSoAreAskers() throws Exception {
        RibLoop loop = loop(100, new RibListener() {
            @Override
            public void bestPathsChanged(List<BestPathChange> changes) {
                throw new IllegalStateException("a bug");
            }

            @Override
            public void endOfRib(PeerId id, AddressFamily family) {}

            @Override
            public void waitBegan(PeerId peer, AddressFamily family, long number, Duration limit) {}

            @Override
            public void waitEnded(long number) {}

            @Override
            public void prefixLimitReached(PeerId peer, AddressFamily family, long count, PrefixLimit limit) {}
        });
        loop.submit(originate("10.9.0.0/16"));
        loop.submit(originate("10.8.0.0/16"));
        CompletableFuture<?> first = loop.query(RibView::bestPaths);
        CompletableFuture<?> second = loop.query(RibView::peers);
        loop.start();
        assertThat(failure.get(30, TimeUnit.SECONDS)).hasMessage("a bug");
        loop.close();
        assertThatThrownBy(second::join).hasMessageContaining("has ended");
        assertThat(first).isCompletedExceptionally();
    }

    @Test
    void aMailboxWithoutRoomIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> loop(0, RibListener.NONE));
    }

    @Test
    void anInterruptedCallerDoesNotWaitForTheEnd() {
        RibLoop loop = loop(100, RibListener.NONE);
        CompletableFuture<Void> gate = new CompletableFuture<>();
        loop.start();
        CompletableFuture<Void> held = loop.query(view -> gate.join());
        Thread.currentThread().interrupt();
        loop.close();
        assertThat(Thread.interrupted()).isTrue();
        gate.complete(null);
        held.join();
    }
}
