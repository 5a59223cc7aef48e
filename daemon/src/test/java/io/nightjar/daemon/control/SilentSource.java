package io.nightjar.daemon.control;

import io.nightjar.daemon.events.Event;
import io.nightjar.daemon.events.EventKind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Knows nobody and has little to say; for tests that are about something else. */
public abstract class SilentSource implements ReportSource {

    @Override
    public CompletableFuture<Optional<RoutesReport>> received(String peer, RouteFilter filter) {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    @Override
    public CompletableFuture<Optional<AdvertisedReport>> advertised(String peer, RouteFilter filter) {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    @Override
    public CompletableFuture<HealthReport> health(HealthQuestion question) {
        boolean ok = question != HealthQuestion.READY;
        return CompletableFuture.completedFuture(
                HealthReport.of(List.of(new HealthReport.Check("test", ok, question.path()))));
    }

    @Override
    public CompletableFuture<String> metrics(boolean everyPeer) {
        return CompletableFuture.completedFuture(everyPeer ? "every 1\n" : "unwell 1\n");
    }

    @Override
    public CompletableFuture<EventsReport> events(EventFilter filter) {
        return CompletableFuture.completedFuture(filter.apply(List.of(
                new Event(2, "2026-01-01T00:00:01Z", EventKind.SESSION_DOWN, "a", "hold timer expired"),
                new Event(1, "2026-01-01T00:00:00Z", EventKind.SESSION_UP, "a", "the session is established"))));
    }

    @Override
    public CompletableFuture<ConfigReport> config() {
        return CompletableFuture.completedFuture(TestReports.config());
    }

    @Override
    public CompletableFuture<ClusterReport> cluster() {
        return CompletableFuture.completedFuture(new ClusterReport("n", true, List.of()));
    }

    @Override
    public CompletableFuture<ConvergenceReport> convergence() {
        return CompletableFuture.completedFuture(new ConvergenceReport(List.of()));
    }
}
