package io.nightjar.calico.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Asks one endpoint over the v2 API. Futures are completed on the {@code etcd} thread. */
final class EtcdV2Client {

    private static final String KEYS = "/v2/keys";

    private final EtcdHttp http;

    private final URI endpoint;

    private final Executor etcd;

    EtcdV2Client(EtcdHttp http, URI endpoint, Executor etcd) {
        this.http = http;
        this.endpoint = endpoint;
        this.etcd = etcd;
    }

    URI endpoint() {
        return endpoint;
    }

    /**
     * What was answered.
     *
     * @param header about the store
     * @param content null in JSON if the key does not exist, missing if the answer ended without any
     */
    record Answer(EtcdConnection.Header header, JsonNode content) {}

    /** A question that is on its way. */
    record Question(CompletableFuture<HttpResponse<String>> exchange, CompletableFuture<Answer> answer) {

        /** Nobody wants to know any more. */
        void cancel() {
            exchange.cancel(true);
        }
    }

    /** One directory, without what is in its directories, through the store's consensus. */
    Question glance(String prefix) {
        return ask(prefix, "quorum=true", head -> {});
    }

    /** Everything in one directory, through the store's consensus. */
    Question list(String prefix) {
        return ask(prefix, "quorum=true&recursive=true", head -> {});
    }

    /**
     * The first event from an index on; waits for it if need be.
     *
     * @param begun gets the head of the answer, which comes when the endpoint begins to wait
     */
    Question wait(String prefix, long index, Consumer<HttpHeaders> begun) {
        return ask(prefix, "recursive=true&wait=true&waitIndex=" + index, begun);
    }

    private Question ask(String prefix, String query, Consumer<HttpHeaders> heard) {
        CompletableFuture<HttpResponse<String>> exchange = http.client()
                .sendAsync(http.get(uri(prefix, query)), head -> {
                    if (head.statusCode() == EtcdV2Answers.OK) {
                        etcd.execute(() -> heard.accept(head.headers()));
                    }
                    return HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8);
                });
        return new Question(exchange, exchange.thenApplyAsync(EtcdV2Client::answer, etcd));
    }

    private static Answer answer(HttpResponse<String> response) {
        try {
            JsonNode content = EtcdV2Answers.content(response.statusCode(), response.headers(), response.body());
            return new Answer(EtcdV2Answers.header(response.headers()), content);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private URI uri(String prefix, String query) {
        String path = KEYS + prefix.substring(0, prefix.length() - 1);
        try {
            URI uri = new URI(endpoint.getScheme(), null, endpoint.getHost(), endpoint.getPort(), path, query, null);
            return URI.create(uri.toASCIIString());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("not even encoded it is a path: " + path, e);
        }
    }
}
