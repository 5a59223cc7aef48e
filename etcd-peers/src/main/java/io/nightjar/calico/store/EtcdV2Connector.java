package io.nightjar.calico.store;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks for an endpoint that answers for its cluster over the v2 API, one after the other. */
final class EtcdV2Connector implements EtcdConnector {

    /** Shorter than what most things on the way allow a silent connection. */
    private static final Duration RENEWAL = Duration.ofSeconds(50);

    private final List<String> prefixes;

    private final ExecutorService etcd;

    private final int preference;

    EtcdV2Connector(List<String> prefixes, ExecutorService etcd, int preference) {
        this.prefixes = prefixes;
        this.etcd = etcd;
        this.preference = preference;
    }

    @Override
    public CompletableFuture<EtcdConnection> connect(DatastoreConfig located) {
        List<URI> order = new ArrayList<>(located.endpoints());
        Collections.rotate(order, preference);
        try {
            return connect(EtcdHttp.of(located, etcd), order, List.of());
        } catch (IOException | GeneralSecurityException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<EtcdConnection> connect(EtcdHttp http, List<URI> order, List<Throwable> failures) {
        if (order.isEmpty()) {
            return CompletableFuture.failedFuture(failure(failures));
        }
        URI endpoint = order.get(0);
        EtcdConnection connection =
                new EtcdV2Connection(new EtcdV2Client(http, endpoint, etcd), prefixes, etcd, RENEWAL);
        return connection
                .header()
                .orTimeout(EtcdConnection.ANSWER_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                .thenApply(header -> connection)
                .exceptionallyComposeAsync(
                        failure -> {
                            connection.close();
                            List<Throwable> all = new ArrayList<>(failures);
                            all.add(EtcdFailure.named(endpoint, failure));
                            return connect(http, order.subList(1, order.size()), all);
                        },
                        etcd);
    }

    /** One that says all of it; its kind is that of all, if they are of one. */
    private static Throwable failure(List<Throwable> failures) {
        if (failures.stream().allMatch(EtcdV2Answers.NoSuchApiException.class::isInstance)) {
            return failures.get(0);
        }
        return new IOException(
                String.join("; ", failures.stream().map(Throwable::getMessage).toList()));
    }
}
