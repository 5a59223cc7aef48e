package io.nightjar.calico.store;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Makes connections over one of etcd's APIs. Called on the {@code etcd} thread. */
@FunctionalInterface
interface EtcdConnector {

    /**
     * Makes a connection to some of the endpoints.
     *
     * @param endpoints at least one; each accepts connections
     */
    CompletableFuture<EtcdConnection> connect(List<URI> endpoints);
}
