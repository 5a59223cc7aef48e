package io.nightjar.calico.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/** Asks servers which release of etcd they are; not everything that passes for etcd says so. */
final class EtcdVersion {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ExecutorService etcd;

    EtcdVersion(ExecutorService etcd) {
        this.etcd = etcd;
    }

    /**
     * What the first server said that answered.
     *
     * @param endpoint which one that was
     * @param olderThanV3 whether it is older than the v3 API
     */
    record Answer(URI endpoint, boolean olderThanV3) {}

    /** Asks the endpoints in their order. */
    CompletableFuture<Answer> ask(DatastoreConfig located) {
        try {
            EtcdHttp http = EtcdHttp.of(located, etcd);
            return FirstAnswering.of(located.endpoints(), endpoint -> ask(http, endpoint), etcd);
        } catch (IOException | GeneralSecurityException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<Answer> ask(EtcdHttp http, URI endpoint) {
        return FirstAnswering.inTime(http.client()
                        .sendAsync(
                                http.get(endpoint.resolve("/version")),
                                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)))
                .thenApplyAsync(response -> new Answer(endpoint, isOlderThanV3(response.body())), etcd);
    }

    /** From an answer like {@code {"etcdserver":"2.3.8","etcdcluster":"2.3.0"}}. */
    static boolean isOlderThanV3(String answer) {
        try {
            String version = JSON.readTree(answer).path("etcdserver").asText();
            return version.startsWith("2.") || version.startsWith("0.");
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
