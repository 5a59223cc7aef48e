package io.nightjar.calico.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Asks a server which release of etcd it is; not everything that passes for etcd says so. */
final class EtcdVersion {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ExecutorService etcd;

    EtcdVersion(ExecutorService etcd) {
        this.etcd = etcd;
    }

    /** Whether the server says that it is older than the v3 API. */
    CompletableFuture<Boolean> isOlderThanV3(DatastoreConfig located) {
        try {
            EtcdHttp http = EtcdHttp.of(located, etcd);
            return http.client()
                    .sendAsync(
                            http.get(located.endpoints().get(0).resolve("/version")),
                            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                    .orTimeout(EtcdConnection.ANSWER_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                    .thenApplyAsync(response -> isOlderThanV3(response.body()), etcd);
        } catch (IOException | GeneralSecurityException e) {
            return CompletableFuture.failedFuture(e);
        }
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
