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

/** Makes connections over the APIs that there are. */
final class EtcdConnectors {

    private final List<String> prefixes;

    private final ExecutorService etcd;

    private final int preference;

    private EtcdConnectors(List<String> prefixes, ExecutorService etcd, int preference) {
        this.prefixes = prefixes;
        this.etcd = etcd;
        this.preference = preference;
    }

    /**
     * The connector for an API.
     *
     * @param etcd the thread that everything happens on
     * @param preference which endpoint to try first, counted round and round
     */
    static EtcdConnector of(EtcdApi api, List<String> prefixes, ExecutorService etcd, int preference) {
        EtcdConnectors connectors = new EtcdConnectors(prefixes, etcd, preference);
        EtcdConnector v2 = new EtcdV2Connector(prefixes, etcd, preference);
        return switch (api) {
            case V3 -> connectors::v3;
            case V2 -> v2;
            case DETECT -> new DetectingConnector(connectors::v3, v2, new EtcdVersion(etcd), etcd);
        };
    }

    /** One endpoint at a time: a client of several would stay with one that accepts connections and has lost the others. */
    private CompletableFuture<EtcdConnection> v3(DatastoreConfig located) {
        List<URI> order = new ArrayList<>(located.endpoints());
        Collections.rotate(order, preference);
        return v3(new EtcdClients(located, etcd), order, List.of());
    }

    private CompletableFuture<EtcdConnection> v3(EtcdClients clients, List<URI> order, List<Throwable> failures) {
        URI endpoint = order.get(0);
        EtcdConnection connection;
        try {
            connection = new EtcdV3Connection(clients.client(List.of(endpoint)), endpoint.toString(), prefixes);
        } catch (IOException | GeneralSecurityException e) {
            return CompletableFuture.failedFuture(e);
        }
        if (order.size() == 1 && failures.isEmpty()) {
            return CompletableFuture.completedFuture(connection);
        }
        return connection
                .header()
                .orTimeout(EtcdConnection.ANSWER_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                .thenApply(header -> connection)
                .exceptionallyComposeAsync(failure -> others(clients, connection, order, failures, failure), etcd);
    }

    private CompletableFuture<EtcdConnection> others(
            EtcdClients clients, EtcdConnection failed, List<URI> order, List<Throwable> failures, Throwable failure) {
        failed.close();
        List<Throwable> all = new ArrayList<>(failures);
        all.add(EtcdFailure.named(order.get(0), failure));
        return order.size() > 1
                ? v3(clients, order.subList(1, order.size()), all)
                : CompletableFuture.failedFuture(new IOException(String.join(
                        "; ", all.stream().map(Throwable::getMessage).toList())));
    }
}
