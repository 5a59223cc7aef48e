package io.nightjar.daemon.speaker;

import io.nightjar.bgp.net.Prefix;
import io.nightjar.bgp.peer.PeerId;
import io.nightjar.daemon.control.AdvertisedReport;
import io.nightjar.daemon.control.RouteFilter;
import io.nightjar.daemon.control.RoutesReport;
import io.nightjar.rib.DestinationView;
import io.nightjar.rib.RibView;
import io.nightjar.rib.engine.RibLoop;
import io.nightjar.rib.route.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Pages of routes. The table is asked for some destinations at a time, and everything else is done elsewhere, so that however much
 * somebody wants to see, nobody else waits for it. What changes meanwhile is shown as it is when its turn comes.
 */
final class RoutePages {

    /** What the table is asked for at once: with a thousand peers a few milliseconds of its time, with a few much less. */
    private static final int DESTINATIONS = 32;

    private final RibLoop table;

    private final RouteProgrammer programmer;

    private final Function<String, PeerId> peers;

    private final Executor desk;

    /**
     * Pages of a table.
     *
     * @param programmer says what the kernel is told
     * @param peers by their names
     * @param desk where reports are written
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
        return page(view -> candidates(view, filter), filter, RoutePages::views, report.andThen(RoutesReport::routes))
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
        return page(view -> view.announced(id), filter, RoutePages::views, report.andThen(RoutesReport::routes))
                .thenApply(page -> new RoutesReport(page.found(), page.next()));
    }

    private static List<DestinationView> views(RibView view, List<Prefix> prefixes) {
        List<DestinationView> found = new ArrayList<>(prefixes.size());
        prefixes.forEach(prefix -> view.destination(prefix).ifPresent(found::add));
        return found;
    }

    /** What a peer is told, and the best paths to what it is not told of. */
    CompletableFuture<AdvertisedReport> advertised(String peer, RouteFilter filter) {
        PeerId id = peers.apply(peer);
        return page(
                        RibView::announced,
                        filter,
                        (view, prefixes) -> advertised(view, id, prefixes),
                        found -> found.stream().map(RouteReports.Told::report).toList())
                .thenApply(page -> new AdvertisedReport(peer, page.found(), page.next()));
    }

    private static List<RouteReports.Told> advertised(RibView view, PeerId peer, List<Prefix> prefixes) {
        List<RouteReports.Told> found = new ArrayList<>();
        for (Prefix prefix : prefixes) {
            List<Route> told = view.advertised(peer, prefix);
            told.forEach(route -> found.add(RouteReports.Told.advertised(route)));
            if (told.isEmpty()) {
                view.candidates(prefix)
                        .ifPresent(best -> view.exportVerdict(peer, prefix)
                                .ifPresent(verdict -> found.add(new RouteReports.Told(
                                        best.routes().get(0).route(), verdict))));
            }
        }
        return found;
    }

    /**
     * A page.
     *
     * @param found at most a few more than were asked for, since a destination is not torn apart
     * @param next the last destination; null if none was left out
     */
    private record Page<T>(List<T> found, @Nullable String next) {}

    private <V, T> CompletableFuture<Page<T>> page(
            Function<RibView, List<Prefix>> candidates,
            RouteFilter filter,
            BiFunction<RibView, List<Prefix>, List<V>> read,
            Function<List<V>, List<T>> report) {
        return table.look(candidates)
                .thenApplyAsync(filter::select, desk)
                .thenCompose(wanted -> new Reader<>(wanted, filter.page().limit(), read, report).more(0));
    }

    /** Reads what is wanted, some destinations after the other, until the page is full. */
    private final class Reader<V, T> {

        private final List<T> found = new ArrayList<>();

        private final List<Prefix> wanted;

        private final int limit;

        private final BiFunction<RibView, List<Prefix>, List<V>> read;

        private final Function<List<V>, List<T>> report;

        Reader(
                List<Prefix> wanted,
                int limit,
                BiFunction<RibView, List<Prefix>, List<V>> read,
                Function<List<V>, List<T>> report) {
            this.wanted = wanted;
            this.limit = limit;
            this.read = read;
            this.report = report;
        }

        CompletableFuture<Page<T>> more(int from) {
            if (from >= wanted.size() || found.size() >= limit) {
                String next =
                        from >= wanted.size() ? null : wanted.get(from - 1).toString();
                return CompletableFuture.completedFuture(new Page<>(List.copyOf(found), next));
            }
            int missing = Math.max(1, limit - found.size());
            int end = Math.min(wanted.size(), from + Math.min(DESTINATIONS, missing));
            List<Prefix> some = List.copyOf(wanted.subList(from, end));
            return table.look(view -> read.apply(view, some))
                    .thenComposeAsync(
                            views -> {
                                found.addAll(report.apply(views));
                                return more(end);
                            },
                            desk);
        }
    }
}
