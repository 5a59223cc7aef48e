package io.nightjar.daemon.control;

import io.nightjar.daemon.explain.ExplainQuestion;
import io.nightjar.daemon.explain.Explanation;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Who knows. */
public interface ReportSource {

    /** How the speaker and its sessions are, in all detail. */
    CompletableFuture<StatusReport> status();

    /** How the speaker is, without its peers. */
    default CompletableFuture<StatusReport> speaker() {
        return status().thenApply(StatusReport::withoutPeers);
    }

    /** How its sessions are, in short. */
    default CompletableFuture<List<PeersReport.Entry>> peers() {
        return status().thenApply(status ->
                status.peers().stream().map(PeersReport.Entry::of).toList());
    }

    /** How one session is, in all detail; empty if there is no peer of that name. */
    default CompletableFuture<Optional<StatusReport.Peer>> peer(String name) {
        return status().thenApply(status ->
                status.peers().stream().filter(peer -> peer.name().equals(name)).findFirst());
    }

    /** What is in the table, a page of it. */
    CompletableFuture<RoutesReport> routes(RouteFilter filter);

    /**
     * Which paths a peer has announced, and what became of them, a page of it; empty if there is no peer of that name.
     *
     * @param filter its peer does not count
     */
    CompletableFuture<Optional<RoutesReport>> received(String peer, RouteFilter filter);

    /** How an orchestrator should think of it. */
    CompletableFuture<HealthReport> health(HealthQuestion question);

    /**
     * What is counted and measured, in Prometheus' text format.
     *
     * @param everyPeer whether all peers have series of their own, not only those that are not well
     */
    CompletableFuture<String> metrics(boolean everyPeer);

    /**
     * What a peer is told, and what not, a page of it; empty if there is no peer of that name.
     *
     * @param filter its peer does not count
     */
    CompletableFuture<Optional<AdvertisedReport>> advertised(String peer, RouteFilter filter);

    /** What has happened lately. */
    CompletableFuture<EventsReport> events(EventFilter filter);

    /** What is in force, without secrets. */
    CompletableFuture<ConfigReport> config();

    /** Who is in the cluster, and which of them are reached. */
    CompletableFuture<ClusterReport> cluster();

    /** How long changes take. */
    CompletableFuture<ConvergenceReport> convergence();

    /** Why a destination or a node is as it is; empty if there is no node or peer of that name. */
    default CompletableFuture<Optional<Explanation>> explain(ExplainQuestion question) {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    /** What a change of the datastore would do; fails with a {@link RefusedException} if that cannot be said. */
    default CompletableFuture<ConfigDiffReport> preview(DatastoreChange change) {
        return CompletableFuture.failedFuture(new RefusedException("it does not run on a datastore"));
    }
}
