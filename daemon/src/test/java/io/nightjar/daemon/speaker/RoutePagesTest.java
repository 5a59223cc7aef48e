package io.nightjar.daemon.speaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nightjar.bgp.attribute.PathAttributes;
import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.daemon.control.AdvertisedReport;
import io.nightjar.daemon.control.RouteFilter;
import io.nightjar.daemon.control.RoutesReport;
import io.nightjar.rib.config.OriginatedRoute;
import io.nightjar.rib.engine.RibCommand;
import io.nightjar.rib.engine.RibEngine;
import io.nightjar.rib.engine.RibLoop;
import io.nightjar.rib.engine.RoutingRules;
import io.nightjar.rib.nexthop.NextHopResolver;
import io.nightjar.rib.policy.RoutePolicy;
import io.nightjar.rib.testing.RecordingPeerOutput;
import io.nightjar.rib.testing.RecordingRibListener;
import io.nightjar.rib.testing.TestAttributes;
import io.nightjar.rib.testing.TestPeer;
import io.nightjar.rib.testing.TestTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RoutePagesTest {

    private static final int ROUTES = 250;

    private final TestPeer first = TestPeer.external(1, 65001);

    private final TestPeer second = TestPeer.external(2, 65002);

    private final TestPeer refused = TestPeer.external(3, 65003).withImport(RoutePolicy.REJECT_ALL);

    private final ExecutorService desk = Executors.newSingleThreadExecutor();

    private RibLoop loop;

    private RoutePages pages;

    private final BlockingQueue<Runnable> steps = new LinkedBlockingQueue<>();

    /** A desk that takes one step at a time. */
    private RoutePages slowly;

    @BeforeEach
    void fill() {
        RibEngine engine =
                new RibEngine(RoutingRules.FULL_MESH, NextHopResolver.NO_FORWARDING, new RecordingRibListener());
        loop = new RibLoop(engine, 1000, System::nanoTime, waited -> {}, (thread, fault) -> {
            throw new AssertionError(fault);
        });
        loop.submit(new RibCommand.Originate(List.of(new OriginatedRoute(Prefix.parse("10.9.0.0/16"), "test"))));
        announce(first, TestAttributes.external("10.0.0.1", 65001), prefixes("10.1.", ROUTES));
        announce(second, TestAttributes.external("10.0.0.2", 65002), "10.1.7.0/24", "10.2.0.0/16");
        announce(refused, TestAttributes.external("10.0.0.3", 65003), "10.3.0.0/16");
        loop.start();
        assertThat(loop.query(view -> view.peers().size()).join()).isEqualTo(3);
        pages = pages(desk);
        slowly = pages(steps::add);
    }

    private RoutePages pages(Executor someDesk) {
        return new RoutePages(loop, new RouteProgrammer(Forwarding.NONE), PeerId::new, someDesk);
    }

    private void announce(TestPeer peer, PathAttributes attributes, String... prefixes) {
        loop.submit(new RibCommand.PeerUp(peer.session(), peer.policy(), new RecordingPeerOutput(peer.codec())));
        loop.submit(new RibCommand.UpdateReceived(peer.id(), TestTable.announcement(attributes, prefixes)));
    }

    private static String[] prefixes(String network, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> network + number + ".0/24")
                .toArray(String[]::new);
    }

    @AfterEach
    void stop() {
        loop.close();
        desk.shutdownNow();
    }

    private static RouteFilter filter(@Nullable String prefix, @Nullable String peer) {
        return new RouteFilter(prefix, peer);
    }

    private List<String> routes(RouteFilter filter) {
        return pages.routes(filter).join().routes().stream()
                .map(RoutesReport.Route::prefix)
                .toList();
    }

    @Test
    void pagesFollowEachOtherWithoutAGapOrARepetition() {
        List<String> found = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String next = null;
        do {
            RoutesReport page = pages.routes(RouteFilter.ALL.with(new RouteFilter.Page(next, 100)))
                    .join();
            page.routes().forEach(route -> found.add(route.prefix()));
            sizes.add(page.routes().size());
            next = page.next();
        } while (next != null);

        assertThat(sizes).containsExactly(100, 100, 53);
        assertThat(found).hasSize(ROUTES + 3).doesNotHaveDuplicates().contains("10.3.0.0/16", "10.9.0.0/16");
        assertThat(found.get(0)).isEqualTo("10.1.0.0/24");
        assertThat(found.get(99)).isEqualTo("10.1.99.0/24");
    }

    @Test
    void aPageIsFullAlsoWhenFewDestinationsSayMuch() {
        long[] path = LongStream.concat(LongStream.of(65001), LongStream.range(100_000, 100_250))
                .toArray();
        PathAttributes longPath = TestAttributes.external("10.0.0.1", 65001).with(TestAttributes.path(path));
        for (String network : List.of("10.5.", "10.6.", "10.7.")) {
            loop.submit(new RibCommand.UpdateReceived(
                    first.id(), TestTable.announcement(longPath, prefixes(network, ROUTES))));
        }
        assertThat(loop.query(view -> view.announced().size()).join()).isEqualTo(4 * ROUTES + 3);
        RouteFilter most = filter("10.4.0.0/14", null).with(new RouteFilter.Page(null, RouteFilter.Page.MAX_LIMIT));

        RoutesReport page = pages.routes(most).join();
        List<AdvertisedReport.Route> told =
                pages.advertised(second.id().name(), most).join().routes();

        assertThat(page.routes()).hasSizeBetween(400, 700);
        assertThat(page.next())
                .isEqualTo(page.routes().get(page.routes().size() - 1).prefix());
        assertThat(told).hasSizeBetween(400, 700);
        assertThat(routes(most.with(new RouteFilter.Page(page.next(), RouteFilter.Page.MAX_LIMIT))))
                .hasSize(3 * ROUTES - page.routes().size());
    }

    @Test
    void nothingMoreIsReadForWhoHasGone() throws InterruptedException {
        CompletableFuture<RoutesReport> answer = slowly.routes(RouteFilter.ALL);
        steps.take().run(); // its turn
        steps.take().run(); // what there is
        answer.cancel(false);
        steps.take().run(); // the first destinations

        assertThat(stepsAhead()).isZero();
    }

    @Test
    void twoPagesAreReadAtATimeAndWhoHasGoneIsPassedOver() throws InterruptedException {
        List<CompletableFuture<RoutesReport>> answers =
                Stream.generate(() -> slowly.routes(RouteFilter.ALL)).limit(5).toList();
        for (int number = 0; number < answers.size(); number++) {
            steps.take().run();
        }
        assertThat(stepsAhead()).isEqualTo(2);

        answers.get(0).cancel(false);
        answers.get(2).cancel(false);
        while (!answers.get(4).isDone()) {
            steps.take().run();
        }

        assertThat(answers.get(1).join().routes()).hasSize(ROUTES + 3);
        assertThat(answers.get(3).join().routes()).hasSize(ROUTES + 3);
        assertThat(answers.get(4).join().routes()).hasSize(ROUTES + 3);
    }

    /** What the desk has to do when the table has answered everything. */
    private int stepsAhead() {
        loop.query(view -> view.peers().size()).join();
        return steps.size();
    }

    @Test
    void whatCannotBeReadLeavesItsPlaceToOthers() {
        loop.close();
        for (int number = 0; number < 3; number++) {
            assertThat(pages.routes(RouteFilter.ALL)).failsWithin(Duration.ofSeconds(30));
        }
    }

    @Test
    void destinationsAreFoundInsideAPrefixAndAroundAnAddress() {
        assertThat(routes(filter("10.1.8.0/22", null)))
                .containsExactly("10.1.8.0/24", "10.1.9.0/24", "10.1.10.0/24", "10.1.11.0/24");
        assertThat(routes(filter("10.2.3.4", null))).containsExactly("10.2.0.0/16");
        assertThat(routes(filter("fd00::/8", null))).isEmpty();
    }

    @Test
    void thoseOfAPeerAreShownWithThePathsOfOthers() {
        RoutesReport report = pages.routes(filter(null, second.id().name())).join();

        assertThat(report.routes())
                .extracting(RoutesReport.Route::prefix)
                .containsExactly("10.1.7.0/24", "10.2.0.0/16");
        assertThat(report.routes().get(0).paths())
                .extracting(RoutesReport.Path::peer)
                .containsExactlyInAnyOrder(first.id().name(), second.id().name());
        assertThat(routes(filter(null, "local"))).containsExactly("10.9.0.0/16");
        assertThat(routes(filter(null, "nobody"))).isEmpty();
    }

    @Test
    void whatWasNotAcceptedIsShownOfItsPeer() {
        RoutesReport report =
                pages.received(refused.id().name(), RouteFilter.ALL).join();

        assertThat(report.routes()).singleElement().satisfies(route -> {
            assertThat(route.prefix()).isEqualTo("10.3.0.0/16");
            assertThat(route.paths())
                    .singleElement()
                    .satisfies(path -> assertThat(path.reason()).startsWith("REJECTED_BY_POLICY"));
        });
        assertThat(pages.received(second.id().name(), filter("10.1.0.0/16", null))
                        .join()
                        .routes())
                .singleElement()
                .satisfies(route -> assertThat(route.paths()).hasSize(1));
    }

    @Test
    void aPeerIsToldEverythingButWhatItHasSaidItself() {
        AdvertisedReport report = pages.advertised(
                        second.id().name(), RouteFilter.ALL.with(new RouteFilter.Page(null, 1000)))
                .join();

        assertThat(report.routes()).hasSize(ROUTES + 2);
        assertThat(report.routes())
                .filteredOn(route -> !route.advertised())
                .extracting(AdvertisedReport.Route::prefix, AdvertisedReport.Route::reason)
                .containsExactly(tuple("10.2.0.0/16", "NOT_BACK_TO_SOURCE"));
        AdvertisedReport page = pages.advertised(
                        second.id().name(), RouteFilter.ALL.with(new RouteFilter.Page("10.1.5.0/24", 2)))
                .join();
        assertThat(page.routes())
                .extracting(AdvertisedReport.Route::prefix)
                .containsExactly("10.1.6.0/24", "10.1.7.0/24");
        assertThat(page.next()).isEqualTo("10.1.7.0/24");
    }
}
