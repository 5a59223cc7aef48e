package io.nightjar.calico.store;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/** Makes connections as a configuration says. */
final class EtcdConnectors {

    private final DatastoreConfig config;

    private final List<String> prefixes;

    private final ExecutorService etcd;

    private EtcdConnectors(DatastoreConfig config, List<String> prefixes, ExecutorService etcd) {
        this.config = config;
        this.prefixes = prefixes;
        this.etcd = etcd;
    }

    /**
     * The connector for a configuration.
     *
     * @param etcd the thread that everything happens on
     * @param preference which endpoint to try first, counted round and round, where that is for us to choose
     */
    static EtcdConnector of(DatastoreConfig config, List<String> prefixes, ExecutorService etcd, int preference) {
        EtcdConnectors connectors = new EtcdConnectors(config, prefixes, etcd);
        EtcdConnector v2 = new EtcdV2Connector(config, prefixes, etcd, preference);
        return switch (config.api()) {
            case V3 -> connectors::v3;
            case V2 -> v2;
            case DETECT -> new DetectingConnector(connectors::v3, v2, new EtcdVersion(config, etcd), etcd);
        };
    }

    private CompletableFuture<EtcdConnection> v3(List<URI> endpoints) {
        try {
            return CompletableFuture.completedFuture(new EtcdV3Connection(
                    new EtcdClients(config, etcd).client(endpoints), endpoints.toString(), prefixes));
        } catch (IOException | GeneralSecurityException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
