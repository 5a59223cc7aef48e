package io.nightjar.calico.store;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out through which API there is anything of Calico's, and stays with that. The newer one comes first: a migration leaves the
 * older keys where they were. Nothing is concluded from a failure, since an etcd that cannot answer for a moment must
 * not send a node back to what was true years ago.
 *
 * <ol>
 *   <li>An etcd that says it is older than the v3 API: v2.
 *   <li>Some of the followed keys are in the v3 store: v3.
 *   <li>Some are in the v2 store: v2.
 *   <li>The server does not offer the v2 API, as is usual today: v3.
 *   <li>Otherwise there is nothing yet, and the question is asked again.
 * </ol>
 *
 * <p>Owned by the {@code etcd} thread.
 */
final class DetectingConnector implements EtcdConnector {

    private static final Logger LOG = LoggerFactory.getLogger(DetectingConnector.class);

    private static final long LIST_SECONDS = 30;

    private final EtcdConnector v3;

    private final EtcdConnector v2;

    private final EtcdVersion version;

    private final ExecutorService etcd;

    private @Nullable EtcdConnector decided;

    DetectingConnector(EtcdConnector v3, EtcdConnector v2, EtcdVersion version, ExecutorService etcd) {
        this.v3 = v3;
        this.v2 = v2;
        this.version = version;
        this.etcd = etcd;
    }

    @Override
    public CompletableFuture<EtcdConnection> connect(DatastoreConfig located) {
        if (decided != null) {
            return decided.connect(located);
        }
        return version.ask(located).thenComposeAsync(answer -> connect(answer, located), etcd);
    }

    /** Goes on with the endpoint that has answered: the ones before it have not. */
    private CompletableFuture<EtcdConnection> connect(EtcdVersion.Answer answer, DatastoreConfig located) {
        List<URI> endpoints = located.endpoints();
        DatastoreConfig turned = located.at(EtcdConnectors.turned(endpoints, -endpoints.indexOf(answer.endpoint())));
        CompletableFuture<EtcdConnector> chosen =
                answer.olderThanV3() ? CompletableFuture.completedFuture(decide(v2, EtcdApi.V2)) : askV3(turned);
        return chosen.thenComposeAsync(connector -> connector.connect(turned), etcd);
    }

    private CompletableFuture<EtcdConnector> askV3(DatastoreConfig located) {
        return hasKeys(v3, located)
                .thenComposeAsync(
                        some -> some ? CompletableFuture.completedFuture(decide(v3, EtcdApi.V3)) : askV2(located),
                        etcd);
    }

    private CompletableFuture<EtcdConnector> askV2(DatastoreConfig located) {
        return hasKeys(v2, located)
                .thenApplyAsync(some -> some ? decide(v2, EtcdApi.V2) : nothingYet(), etcd)
                .exceptionally(this::withoutV2);
    }

    private EtcdConnector withoutV2(Throwable failure) {
        if (EtcdFailure.cause(failure) instanceof EtcdV2Answers.NoSuchApiException) {
            return decide(v3, EtcdApi.V3);
        }
        throw new CompletionException(EtcdFailure.cause(failure));
    }

    private static EtcdConnector nothingYet() {
        throw new CompletionException(
                new IOException("nothing of Calico's is in it yet, neither in the v3 store nor in the v2 store"));
    }

    private EtcdConnector decide(EtcdConnector connector, EtcdApi api) {
        LOG.info("the datastore is {}, as detected", api.label());
        decided = connector;
        return connector;
    }

    private CompletableFuture<Boolean> hasKeys(EtcdConnector connector, DatastoreConfig located) {
        return connector.connect(located).thenComposeAsync(this::hasKeys, etcd);
    }

    private CompletableFuture<Boolean> hasKeys(EtcdConnection connection) {
        return connection
                .list()
                .orTimeout(LIST_SECONDS, TimeUnit.SECONDS)
                .thenApply(listing -> !listing.view().entries().isEmpty())
                .whenCompleteAsync((some, failure) -> connection.close(), etcd);
    }
}
