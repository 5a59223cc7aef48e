package io.nightjar.calico.store;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

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
        EtcdClients clients = new EtcdClients(located, etcd);
        FirstAnswering.Maker maker =
                endpoint -> new EtcdV3Connection(clients.client(List.of(endpoint)), endpoint.toString(), prefixes);
        List<URI> endpoints = located.endpoints();
        if (endpoints.size() > 1) {
            return FirstAnswering.of(endpoints, preference, maker, etcd);
        }
        try {
            return CompletableFuture.completedFuture(maker.to(endpoints.get(0)));
        } catch (IOException | GeneralSecurityException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
