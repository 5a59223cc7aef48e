package io.nightjar.calico.store;

import java.io.IOException;
import java.security.GeneralSecurityException;
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
     * @param preference which endpoint to try first, counted round and round, where that is for us to choose
     */
    static EtcdConnector of(EtcdApi api, List<String> prefixes, ExecutorService etcd, int preference) {
        EtcdConnectors connectors = new EtcdConnectors(prefixes, etcd);
        EtcdConnector v2 = new EtcdV2Connector(prefixes, etcd, preference);
        return switch (api) {
            case V3 -> connectors::v3;
            case V2 -> v2;
            case DETECT -> new DetectingConnector(connectors::v3, v2, new EtcdVersion(etcd), etcd);
        };
    }

    private CompletableFuture<EtcdConnection> v3(DatastoreConfig located) {
        try {
            return CompletableFuture.completedFuture(new EtcdV3Connection(
                    new EtcdClients(located, etcd).client(located.endpoints()),
                    located.location().text(),
                    prefixes));
        } catch (IOException | GeneralSecurityException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
