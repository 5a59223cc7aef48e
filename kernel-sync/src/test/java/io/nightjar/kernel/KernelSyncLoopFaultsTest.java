package io.nightjar.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.bgp.net.IpAddress;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.kernel.testing.DelegatingRouteTable;
import io.nightjar.kernel.testing.FakeKernelRouteTable;
import io.nightjar.kernel.testing.ManualNanoClock;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults of our own, and a kernel that is away when the routes are to go. */
@Timeout(30)
class KernelSyncLoopFaultsTest {

    private static final KernelRoute ROUTE = KernelRoute.blackhole(Prefix.parse("192.168.18.64/26"));
    private static final KernelRoute OTHER = KernelRoute.blackhole(Prefix.parse("192.168.0.0/26"));
    private static final KernelAddress ADDRESS =
            new KernelAddress(2, IpAddress.parse("172.17.8.100"), Prefix.parse("172.17.8.0/24"));

    private final FakeKernelRouteTable table = new FakeKernelRouteTable();
    private final BlockingQueue<KernelView> views = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> openings = new LinkedBlockingQueue<>();
    private final AtomicReference<KernelException> away = new AtomicReference<>();
    private final AtomicBoolean stubborn = new AtomicBoolean();
    private final Queue<Throwable> whileWriting = new ConcurrentLinkedQueue<>();
    private final Queue<RuntimeException> whileTelling = new ConcurrentLinkedQueue<>();
    private final KernelSyncLoop loop =
            new KernelSyncLoop(this::open, KernelSyncSettings.DEFAULT, new Listener(), new ManualNanoClock());

    private final class Listener implements KernelListener {

        private int news;

        @Override
        public void viewChanged(KernelView view) {
            failOnce();
            views.add(view);
        }

        @Override
        public void troublesChanged() {
            failOnce();
            news++;
        }

        private void failOnce() {
            RuntimeException fault = whileTelling.poll();
            if (fault != null) {
                throw fault;
            }
        }
    }

    private KernelRouteTable open() throws KernelException {
        KernelException failure = away.get();
        openings.add(failure == null ? "open" : "away");
        if (failure != null) {
            throw failure;
        }
        return new Faulty();
    }

    /** The table, but for what a test wants to go wrong. */
    private final class Faulty extends DelegatingRouteTable {

        Faulty() {
            super(table);
        }

        @Override
        public List<OperationResult> apply(List<RouteOperation> operations) throws KernelException {
            Throwable fault = whileWriting.poll();
            if (fault instanceof KernelException failure) {
                throw failure;
            } else if (fault instanceof RuntimeException failure) {
                throw failure;
            } else if (fault instanceof Error failure) {
                throw failure;
            }
            return stubborn.get()
                    ? operations.stream()
                            .map(operation -> OperationResult.refused("EBUSY"))
                            .toList()
                    : super.apply(operations);
        }
    }

    @AfterEach
    void close() {
        loop.close();
    }

    private KernelSyncStatus synchronised() throws Exception {
        return loop.synchronised().get(10, TimeUnit.SECONDS);
    }

    private void startWith(KernelRoute... routes) throws Exception {
        loop.start();
        for (KernelRoute route : routes) {
            loop.desire(List.of(new RouteChange.Install(route)));
        }
        assertThat(synchronised().installed()).isEqualTo(routes.length);
        assertThat(openings.take()).isEqualTo("open");
    }

    /** The kernel is away, and the loop has noticed. */
    private void breakDown() throws Exception {
        away.set(new KernelException("opening a netlink socket failed: EMFILE"));
        table.breakDown("netlink is gone");
        assertThat(openings.take()).isEqualTo("away");
    }

    @Test
    void afterAFaultWhileWritingThePortIsOpenedAgainAndEverythingCompared() throws Exception {
        startWith(ROUTE);
        whileWriting.add(new IllegalStateException("a bug"));
        loop.desire(List.of(new RouteChange.Install(OTHER)));
        assertThat(synchronised().installed()).isEqualTo(2);
        assertThat(openings.take()).isEqualTo("open");
        assertThat(table.routes()).containsExactlyInAnyOrder(ROUTE, OTHER);
    }

    @Test
    void whoFailsToHearAViewHearsItAgain() throws Exception {
        startWith(ROUTE);
        table.setLink(new KernelLink(2, "enp0s8", true));
        synchronised();
        views.clear();
        whileTelling.add(new IllegalStateException("a bug"));
        table.addAddress(ADDRESS);
        synchronised();
        assertThat(openings.take()).isEqualTo("open");
        assertThat(views)
                .singleElement()
                .satisfies(view -> assertThat(view.addresses()).containsExactly(ADDRESS));
        loop.desire(List.of(new RouteChange.Install(OTHER)));
        assertThat(synchronised().installed()).isEqualTo(2);
    }

    @Test
    void whoFailsToHearOfTroubleHearsOfItAgain() throws Exception {
        Listener listener = new Listener();
        try (KernelSyncLoop told =
                new KernelSyncLoop(this::open, KernelSyncSettings.DEFAULT, listener, new ManualNanoClock())) {
            told.start();
            whileTelling.add(new IllegalStateException("a bug"));
            table.refuse(ROUTE, "ENETUNREACH");
            told.desire(List.of(new RouteChange.Install(ROUTE)));
            assertThat(told.synchronised().get(10, TimeUnit.SECONDS).failures()).hasSize(1);
        }
        assertThat(listener.news).isEqualTo(1);
    }

    @Test
    void aFaultBeforeTheFirstScanPreventsTheStart() {
        whileTelling.add(new IllegalStateException("a bug"));
        assertThatThrownBy(loop::start).isInstanceOf(KernelException.class).hasMessageContaining("a bug");
        assertThat(openings).hasSize(1);
        assertThat(table.isClosed()).isTrue();
    }

    @Test
    void afterAnErrorNobodyIsLeftWaiting() throws Exception {
        startWith(ROUTE);
        whileWriting.add(new LinkageError("no such class"));
        loop.desire(List.of(new RouteChange.Install(OTHER)));
        assertThatThrownBy(this::synchronised).isInstanceOf(CancellationException.class);
        assertThat(table.isClosed()).isTrue();
    }

    @Test
    void routesGoOnCloseWithFlushWhenTheKernelComesBackJustThen() throws Exception {
        startWith(ROUTE, OTHER);
        breakDown();
        table.breakDown(null);
        away.set(null);
        loop.close(true);
        assertThat(table.routes()).isEmpty();
    }

    @Test
    void aFlushThatBreaksDownIsTriedAgain() throws Exception {
        startWith(ROUTE, OTHER);
        whileWriting.add(new KernelException("writing routes failed: ENOBUFS"));
        whileWriting.add(new IllegalStateException("a bug"));
        loop.close(true);
        assertThat(table.routes()).isEmpty();
    }

    @Test
    void aFlushDoesNotWriteWhatIsMissingBefore() throws Exception {
        startWith(ROUTE);
        breakDown();
        loop.desire(List.of(new RouteChange.Install(OTHER)));
        table.breakDown(null);
        table.takeWrites();
        away.set(null);
        loop.close(true);
        assertThat(table.takeWrites()).containsExactly(new RouteOperation.Delete(ROUTE));
    }

    @Test
    void aKernelThatStaysAwayDoesNotKeepTheProcessFromEnding() throws Exception {
        startWith(ROUTE, OTHER);
        breakDown();
        openings.clear();
        loop.close(true);
        assertThat(openings).hasSizeBetween(2, 5).containsOnly("away");
        assertThat(table.routes()).hasSize(2);
    }

    @Test
    void aKernelThatLetsGoOfNothingIsAskedAFewTimes() throws Exception {
        startWith(ROUTE, OTHER);
        stubborn.set(true);
        loop.close(true);
        assertThat(openings).hasSizeBetween(2, 5).containsOnly("open");
        assertThat(table.routes()).hasSize(2);
    }

    @Test
    void anOutageDoesNotKeepTheProcessFromEndingWhenRoutesStay() throws Exception {
        startWith(ROUTE);
        breakDown();
        openings.clear();
        loop.close();
        assertThat(openings).hasSizeLessThanOrEqualTo(1);
        assertThat(table.routes()).containsExactly(ROUTE);
    }
}
