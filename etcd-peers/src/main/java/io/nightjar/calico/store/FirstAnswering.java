package io.nightjar.calico.store;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks for an endpoint that answers for its cluster, one after the other: one that accepts connections may have lost the other
 * members.
 */
final class FirstAnswering {

    private final Maker maker;

    private final ExecutorService etcd;

    private final List<Throwable> failures = new ArrayList<>();

    private FirstAnswering(Maker maker, ExecutorService etcd) {
        this.maker = maker;
        this.etcd = etcd;
    }

    /** Makes a connection to an endpoint, which may be closed again. */
    @FunctionalInterface
    interface Maker {

        EtcdConnection to(URI endpoint) throws IOException, GeneralSecurityException;
    }

    /**
     * A connection to the first endpoint that answers.
     *
     * @param preference which one to try first, counted round and round
     */
    static CompletableFuture<EtcdConnection> of(
            List<URI> endpoints, int preference, Maker maker, ExecutorService etcd) {
        List<URI> order = new ArrayList<>(endpoints);
        Collections.rotate(order, preference);
        return new FirstAnswering(maker, etcd).first(order);
    }

    private CompletableFuture<EtcdConnection> first(List<URI> order) {
        if (order.isEmpty()) {
            return CompletableFuture.failedFuture(failure());
        }
        URI endpoint = order.get(0);
        EtcdConnection connection;
        try {
            connection = maker.to(endpoint);
        } catch (IOException | GeneralSecurityException e) {
            return CompletableFuture.failedFuture(e);
        }
        return connection
                .header()
                .orTimeout(EtcdConnection.ANSWER_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                .thenApply(header -> connection)
                .exceptionallyComposeAsync(
                        failure -> {
                            connection.close();
                            failures.add(EtcdFailure.named(endpoint, failure));
                            return first(order.subList(1, order.size()));
                        },
                        etcd);
    }

    /** One that says all of it; its kind is that of all, if they are of one. */
    private Throwable failure() {
        if (failures.stream().allMatch(EtcdV2Answers.NoSuchApiException.class::isInstance)) {
            return failures.get(0);
        }
        return new IOException(
                String.join("; ", failures.stream().map(Throwable::getMessage).toList()));
    }
}
