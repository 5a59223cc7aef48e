package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.daemon.control.AdvertisedReport;
import io.nightjar.daemon.control.Inquiry;
import io.nightjar.daemon.control.RouteFilter;
import io.nightjar.daemon.control.RoutesReport;
import io.nightjar.rib.DestinationView;
import io.nightjar.rib.RibView;
import io.nightjar.rib.engine.RibLoop;
import io.nightjar.rib.route.Route;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Pages of routes. The table is asked for some destinations at a time, and everything else is done elsewhere, so that however much
 * somebody wants to see, nobody else waits for it. What changes meanwhile is shown as it is when its turn comes.
 */
final class RoutePages {

    /** What the table is asked for at once: with a thousand peers a few milliseconds of its time, with a few much less. */
    private static final int DESTINATIONS = 32;

    /** A page with so many octets is full, however few destinations that are. */
    private static final int PAGE_OCTETS = 1 << 20;

    /** So many pages are read at a time: the table looks at one while the other is written. */
    private static final int READERS = 2;

    private final RibLoop table;

    private final RouteProgrammer programmer;

    private final Function<String, PeerId> peers;

    private final Executor desk;

    private final Deque<Reader<?, ?>> waiting = new ArrayDeque<>();

    private int reading;

    /**
     * Pages of a table.
     *
     * @param programmer says what the kernel is told
     * @param peers by their names
     * @param desk where reports are written, one at a time; it owns those who read and wait
     */
    RoutePages(RibLoop table, RouteProgrammer programmer, Function<String, PeerId> peers, Executor desk) {
        this.table = table;
        this.programmer = programmer;
        this.peers = peers;
        this.desk = desk;
    }

    /** What is in the table. */
    CompletableFuture<RoutesReport> routes(RouteFilter filter) {
        KernelProgram program = programmer.program();
        String peer = filter.peer();
        Function<List<DestinationView>, RoutesReport> report = peer == null
                ? found -> RouteReports.all(found, program)
                : found -> RouteReports.to(found, program, peer);
        return page(view -> candidates(view, filter), filter, shown(report))
                .thenApply(page -> new RoutesReport(page.found(), page.next()));
    }

    /** What is not announced by a peer of the table may have been found in the kernel, or start here. */
    private List<Prefix> candidates(RibView view, RouteFilter filter) {
        String peer = filter.peer();
        if (peer == null || peer.equals(RouteReports.LOCAL) || peer.equals(RouteReports.KERNEL)) {
            return filter.around().isEmpty() ? view.announced() : filter.around();
        }
        return view.announced(peers.apply(peer));
    }

    /** What one peer has announced, and nothing else. */
    CompletableFuture<RoutesReport> received(String peer, RouteFilter filter) {
        KernelProgram program = programmer.program();
        PeerId id = peers.apply(peer);
        Function<List<DestinationView>, RoutesReport> report = found -> RouteReports.of(found, program, peer);
        return page(view -> view.announced(id), filter, shown(report))
                .thenApply(page -> new RoutesReport(page.found(), page.next()));
    }

    private static Show<DestinationView, RoutesReport.Route> shown(
            Function<List<DestinationView>, RoutesReport> report) {
        return new Show<>(
                (view, prefix) -> view.destination(prefix).map(List::of).orElse(List.of()),
                report.andThen(RoutesReport::routes),
                RoutesReport.Route::weight);
    }

    /** What a peer is told, and the best paths to what it is not told of. */
    CompletableFuture<AdvertisedReport> advertised(String peer, RouteFilter filter) {
        PeerId id = peers.apply(peer);
        return page(
                        RibView::announced,
                        filter,
                        new Show<>(
                                (view, prefix) -> advertised(view, id, prefix),
                                found -> found.stream()
                                        .map(RouteReports.Told::report)
                                        .toList(),
                                AdvertisedReport.Route::weight))
                .thenApply(page -> new AdvertisedReport(peer, page.found(), page.next()));
    }

    private static List<RouteReports.Told> advertised(RibView view, PeerId peer, Prefix prefix) {
        List<Route> told = view.advertised(peer, prefix);
        if (!told.isEmpty()) {
            return told.stream().map(RouteReports.Told::advertised).toList();
        }
        return view.candidates(prefix)
                .flatMap(best -> view.exportVerdict(peer, prefix)
                        .map(verdict ->
                                new RouteReports.Told(best.routes().get(0).route(), verdict)))
                .map(List::of)
                .orElse(List.of());
    }

    /**
     * A page.
     *
     * @param found at most a few more than were asked for, since a destination is not torn apart
     * @param next the last destination; null if none was left out
     */
    private record Page<T>(List<T> found, @Nullable String next) {}

    /**
     * How a destination is shown.
     *
     * @param read what the table says of it, on the table's thread
     * @param report what becomes of that
     * @param weight about how many octets that will be
     */
    private record Show<V, T>(
            BiFunction<RibView, Prefix, List<V>> read, Function<List<V>, List<T>> report, ToIntFunction<T> weight) {}

    private <V, T> CompletableFuture<Page<T>> page(
            Function<RibView, List<Prefix>> candidates, RouteFilter filter, Show<V, T> show) {
        Reader<V, T> reader = new Reader<>(candidates, filter, show);
        desk.execute(() -> enter(reader));
        return reader.page;
    }

    private void enter(Reader<?, ?> reader) {
        if (reading < READERS) {
            reading++;
            reader.begin();
        } else {
            waiting.add(reader);
        }
    }

    private void leave() {
        reading--;
        Reader<?, ?> next = waiting.poll();
        if (next != null) {
            desk.execute(() -> enter(next));
        }
    }

    /** Reads what is wanted, some destinations after the other, until the page is full or nobody waits for it. */
    private final class Reader<V, T> {

        private final Inquiry<Page<T>> page = new Inquiry<>();

        private final List<T> found = new ArrayList<>();

        private final Function<RibView, List<Prefix>> candidates;

        private final RouteFilter filter;

        private final Show<V, T> show;

        private List<Prefix> wanted = List.of();

        private int done;

        private int octets;

        Reader(Function<RibView, List<Prefix>> candidates, RouteFilter filter, Show<V, T> show) {
            this.candidates = candidates;
            this.filter = filter;
            this.show = show;
        }

        void begin() {
            look(candidates, destinations -> wanted = filter.select(destinations));
        }

        private <A> void look(Function<RibView, A> question, Consumer<A> use) {
            if (page.isAbandoned()) {
                page.cancel(false);
                leave();
                return;
            }
            var unused = table.look(question)
                    .thenAcceptAsync(use.andThen(answer -> readOn()), desk)
                    .whenComplete((nothing, fault) -> {
                        if (fault != null) {
                            desk.execute(() -> fail(fault));
                        }
                    });
        }

        private void fail(Throwable fault) {
            page.completeExceptionally(fault);
            leave();
        }

        private void readOn() {
            if (done < wanted.size() && !isFull()) {
                int end = Math.min(wanted.size(), done + Math.min(DESTINATIONS, limit() - found.size()));
                List<Prefix> some = wanted.subList(done, end);
                look(
                        view -> some.stream()
                                .map(prefix -> show.read().apply(view, prefix))
                                .toList(),
                        this::add);
            } else {
                String next = done < wanted.size() ? wanted.get(done - 1).toString() : null;
                page.complete(new Page<>(List.copyOf(found), next));
                leave();
            }
        }

        private int limit() {
            return filter.page().limit();
        }

        private boolean isFull() {
            return found.size() >= limit() || octets >= PAGE_OCTETS;
        }

        /** One destination after the other: a few can have as many paths as fill a page. */
        private void add(List<List<V>> views) {
            for (List<V> view : views) {
                if (!isFull()) {
                    List<T> reported = show.report().apply(view);
                    found.addAll(reported);
                    octets += reported.stream().mapToInt(show.weight()).sum();
                    done++;
                }
            }
        }
    }
}
