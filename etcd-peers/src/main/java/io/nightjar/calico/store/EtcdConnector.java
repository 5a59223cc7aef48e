package io.nightjar.calico.store;

import java.util.concurrent.CompletableFuture;

/** Makes connections over one of etcd's APIs. Called on the {@code etcd} thread. */
@FunctionalInterface
interface EtcdConnector {

    /**
     * Makes a connection to one of the endpoints, or to all.
     *
     * @param located with at least one endpoint; each accepts connections, and they are tried in this order
     */
    CompletableFuture<EtcdConnection> connect(DatastoreConfig located);
}
