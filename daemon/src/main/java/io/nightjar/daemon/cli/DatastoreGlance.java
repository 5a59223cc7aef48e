package io.nightjar.daemon.cli;

import io.nightjar.calico.store.DatastoreConfig;
import io.nightjar.calico.store.DatastoreListener;
import io.nightjar.calico.store.DatastoreStatus;
import io.nightjar.calico.store.EtcdDatastore;
import io.nightjar.calico.store.KeyValueView;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Looks at the datastore once. */
final class DatastoreGlance implements DatastoreListener {

    private static final long PATIENCE_SECONDS = 15;

    private final CompletableFuture<KeyValueView> view = new CompletableFuture<>();

    private volatile String trouble = "it does not answer";

    private DatastoreGlance() {}

    /** What is in the datastore now, below some prefixes. */
    static KeyValueView read(RunEnvironment environment, List<String> prefixes) {
        if (!environment.namesADatastore()) {
            throw CommandException.usage("nothing to show: give --from PATH, or say where the datastore is with"
                    + " ETCD_ENDPOINTS or --datastore-endpoints");
        }
        DatastoreConfig config = DatastoreConfig.fromEnvironment(environment);
        ScheduledExecutorService control = Executors.newSingleThreadScheduledExecutor();
        DatastoreGlance glance = new DatastoreGlance();
        try (EtcdDatastore datastore = new EtcdDatastore(config, prefixes, control, new SplittableRandom())) {
            datastore.start(glance);
            return glance.await(config);
        } finally {
            control.shutdown();
        }
    }

    private KeyValueView await(DatastoreConfig config) {
        try {
            return view.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw CommandException.failure(
                    "no datastore at " + config.location().text() + ": " + trouble);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandException.failure("interrupted");
        }
    }

    @Override
    public void viewChanged(KeyValueView first) {
        view.complete(first);
    }

    @Override
    public void statusChanged(DatastoreStatus status) {
        if (!status.connected()) {
            trouble = status.reason();
        }
    }
}
