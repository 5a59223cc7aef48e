package io.nightjar.calico.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes keys through the v2 API, as calicoctl 1.6 did. */
public final class EtcdV2Keys {

    private final URI endpoint;

    private final HttpClient client;

    private final String user;

    /** Of an etcd without users. */
    public EtcdV2Keys(URI endpoint) {
        this(endpoint, HttpClient.newHttpClient(), "");
    }

    /**
     * Of an etcd that wants to know who asks.
     *
     * @param user {@code name:password}, empty for nobody
     */
    public EtcdV2Keys(URI endpoint, HttpClient client, String user) {
        this.endpoint = endpoint;
        this.client = client;
        this.user = user;
    }

    public void put(String key, String value) {
        send("PUT", keys(key), "value=" + encoded(value));
    }

    /** A key that vanishes by itself. */
    public void putForOneSecond(String key, String value) {
        send("PUT", keys(key), "ttl=1&value=" + encoded(value));
    }

    public void putIfItIs(String key, String before, String value) {
        send("PUT", keys(key) + "?prevValue=" + encoded(before), "value=" + encoded(value));
    }

    public void makeDirectory(String key) {
        send("PUT", keys(key), "dir=true");
    }

    /** A directory that vanishes by itself, with everything in it. */
    public void makeDirectoryForOneSecond(String key) {
        send("PUT", keys(key), "dir=true&ttl=1");
    }

    public void delete(String key) {
        send("DELETE", keys(key), "");
    }

    public void deleteRecursively(String key) {
        send("DELETE", keys(key) + "?recursive=true", "");
    }

    /** Any request, for instance about users. */
    public String send(String method, String path, String body) {
        boolean json = body.startsWith("{");
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.resolve(path))
                .header("Content-Type", json ? "application/json" : "application/x-www-form-urlencoded")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!user.isEmpty()) {
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
        }
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        method + " " + path + ": " + response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String keys(String key) {
        StringBuilder path = new StringBuilder("/v2/keys");
        for (String part : key.substring(1).split("/", -1)) {
            path.append('/').append(encoded(part));
        }
        return path.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
