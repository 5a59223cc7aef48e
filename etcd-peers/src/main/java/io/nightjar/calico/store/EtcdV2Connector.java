package io.nightjar.calico.store;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/** Looks for an endpoint that answers for its cluster over the v2 API, one after the other. */
final class EtcdV2Connector implements EtcdConnector {

    /** Shorter than what most things on the way allow a silent connection. */
    private static final Duration RENEWAL = Duration.ofSeconds(50);

    private final List<String> prefixes;

    private final ExecutorService etcd;

    EtcdV2Connector(List<String> prefixes, ExecutorService etcd) {
        this.prefixes = prefixes;
        this.etcd = etcd;
    }

    @Override
    public CompletableFuture<EtcdConnection> connect(DatastoreConfig located) {
        try {
            EtcdHttp http = EtcdHttp.of(located, etcd);
            return FirstAnswering.connection(
                    located.endpoints(),
                    endpoint -> new EtcdV2Connection(new EtcdV2Client(http, endpoint, etcd), prefixes, etcd, RENEWAL),
                    etcd);
        } catch (IOException | GeneralSecurityException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
