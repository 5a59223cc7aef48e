package io.nightjar.calico.store;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/** Makes connections over the APIs that there are. */
final class EtcdConnectors {

    private final List<String> prefixes;

    private final ExecutorService etcd;

    private EtcdConnectors(List<String> prefixes, ExecutorService etcd) {
        this.prefixes = prefixes;
        this.etcd = etcd;
    }

    /**
     * The connector for an API.
     *
     * @param etcd the thread that everything happens on
     * @param preference which endpoint to try first, counted round and round
     */
    static EtcdConnector of(EtcdApi api, List<String> prefixes, ExecutorService etcd, int preference) {
        EtcdConnectors connectors = new EtcdConnectors(prefixes, etcd);
        EtcdConnector v2 = new EtcdV2Connector(prefixes, etcd);
        EtcdConnector connector = switch (api) {
            case V3 -> connectors::v3;
            case V2 -> v2;
            case DETECT -> new DetectingConnector(connectors::v3, v2, new EtcdVersion(etcd), etcd);
        };
        return located -> connector.connect(located.at(turned(located.endpoints(), preference)));
    }

    /** The same endpoints round and round, each so many places later. */
    static List<URI> turned(List<URI> endpoints, int places) {
        List<URI> order = new ArrayList<>(endpoints);
        Collections.rotate(order, places);
        return order;
    }

    /** One endpoint at a time: a client of several would stay with one that accepts connections and has lost the others. */
    private CompletableFuture<EtcdConnection> v3(DatastoreConfig located) {
        EtcdClients clients = new EtcdClients(located, etcd);
        FirstAnswering.Maker maker =
                endpoint -> new EtcdV3Connection(clients.client(List.of(endpoint)), endpoint.toString(), prefixes);
        List<URI> endpoints = located.endpoints();
        if (endpoints.size() > 1) {
            return FirstAnswering.connection(endpoints, maker, etcd);
        }
        try {
            return CompletableFuture.completedFuture(maker.to(endpoints.get(0)));
        } catch (IOException | GeneralSecurityException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
