package io.nightjar.daemon.speaker;

import io.nightjar.bgp.peer.PeerId;
import io.nightjar.calico.plan.Plan;
import io.nightjar.daemon.control.ConfigDiffReport;
import io.nightjar.daemon.control.DatastoreChange;
import io.nightjar.daemon.control.RefusedException;
import io.nightjar.daemon.control.StatusReport;
import io.nightjar.rib.config.SpeakerConfig;
import io.nightjar.rib.engine.RibLoop;
import io.nightjar.rib.nexthop.NextHopResolver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tries what a change of the datastore would do, without doing it. */
final class Preview {

    /** Two copies of a table of so many routes fit into the heap beside it. */
    private static final int MOST_ROUTES = 100_000;

    private static final String WITH_TABLE =
            "from the running daemon: sessions and routes that start here by its configuration in force, other routes by"
                    + " trying both configurations on what its peers have announced until now; what added peers will announce"
                    + " is not known, and restarted peers are taken to announce the same again";

    private static final String WITHOUT_TABLE =
            "from the running daemon: sessions and routes that start here by its configuration in force; its table has more"
                    + " than " + MOST_ROUTES + " routes, so other routes were not tried";

    private final Parts parts;

    /**
     * Who is asked.
     *
     * @param source plans
     * @param reconfigurer has the configuration in force
     * @param table has the routes
     * @param programmer knows the devices
     * @param resolver knows next hops as they are now
     * @param control the thread of the first two
     */
    record Parts(
            ConfigSource source,
            Reconfigurer reconfigurer,
            RibLoop table,
            RouteProgrammer programmer,
            Supplier<NextHopResolver> resolver,
            Executor control) {}

    Preview(Parts parts) {
        this.parts = parts;
    }

    /** What a change would do; fails with the reason if nobody knows. */
    CompletableFuture<ConfigDiffReport> of(DatastoreChange change) {
        return CompletableFuture.supplyAsync(() -> parts.source().planWith(change), parts.control())
                .thenCompose(this::tried);
    }

    private CompletableFuture<ConfigDiffReport> tried(@Nullable Plan plan) {
        if (plan == null || !parts.reconfigurer().configured()) {
            return CompletableFuture.failedFuture(new RefusedException(
                    plan == null ? "it does not run on a datastore" : "it has no configuration yet"));
        }
        if (!(plan instanceof Plan.Ready ready)) {
            return CompletableFuture.failedFuture(new RefusedException("nothing would happen: "
                    + ((Plan.Waiting) plan).reason() + ", and what is running stays as it is"));
        }
        SpeakerConfig running = parts.reconfigurer().inForce();
        return parts.table()
                .query(ShadowTable.Contents::of)
                .thenApplyAsync(contents -> report(contents, running, ready), parts.control());
    }

    private ConfigDiffReport report(ShadowTable.Contents contents, SpeakerConfig running, Plan.Ready plan) {
        SpeakerConfig wanted = plan.config();
        ConfigComparison comparison = new ConfigComparison(running, wanted);
        boolean small = contents.routes() <= MOST_ROUTES;
        return new ConfigDiffReport(
                small ? WITH_TABLE : WITHOUT_TABLE,
                comparison.sessions(),
                comparison.originated(),
                small ? table(contents, running, wanted) : null,
                comparison.settings(),
                notes(plan));
    }

    private ConfigDiffReport.Table table(ShadowTable.Contents contents, SpeakerConfig running, SpeakerConfig wanted) {
        NextHopResolver resolver = parts.resolver().get();
        ShadowTable before =
                new ShadowTable(contents, running, resolver, parts.programmer().programFor(running.kernel()));
        ShadowTable after =
                new ShadowTable(contents, wanted, resolver, parts.programmer().programFor(wanted.kernel()));
        List<ConfigDiffReport.PeerRoutes> announced = new ArrayList<>();
        for (PeerId peer : after.peers()) {
            ConfigDiffReport.Routes routes =
                    ConfigComparison.difference(before.advertised(peer), after.advertised(peer));
            if (!routes.isEmpty()) {
                announced.add(new ConfigDiffReport.PeerRoutes(peer.name(), routes));
            }
        }
        return new ConfigDiffReport.Table(
                ConfigComparison.difference(before.reachable(), after.reachable()),
                ConfigComparison.difference(before.kernel(), after.kernel()),
                announced);
    }

    private static List<StatusReport.Note> notes(Plan.Ready plan) {
        return DatastoreSource.notes(plan);
    }
}
