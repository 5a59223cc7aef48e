package io.nightjar.calico.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * Reads what the v2 API answers: trees of directories and values, and events about them.
 *
 * <p>An event is about a value or about a directory. If it deletes a directory, or lets it expire, it says nothing about
 * what was in there; and the directory may be one in which a watched one is.
 */
final class EtcdV2Answers {

    /** The key is not there, which for a directory means that it is empty. */
    private static final int KEY_NOT_FOUND = 100;

    /** Events are remembered for a while only. */
    private static final int EVENT_INDEX_CLEARED = 401;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** HTTP's yes. */
    static final int OK = 200;

    private static final int UNAUTHORIZED = 401;

    private static final int NOT_FOUND = 404;

    private EtcdV2Answers() {}

    /** Nobody offers this API there. */
    static final class NoSuchApiException extends IOException {

        private static final long serialVersionUID = 1L;

        NoSuchApiException() {
            super("does not offer the v2 API (etcd 3.4 and 3.5 do with --enable-v2)");
        }

        NoSuchApiException(URI endpoint) {
            super(endpoint + " does not offer the v2 API (etcd 3.4 and 3.5 do with --enable-v2)");
        }
    }

    /** The events that were asked for are not remembered any more. */
    static final class EventsClearedException extends IOException {

        private static final long serialVersionUID = 1L;

        EventsClearedException(String message) {
            super(message);
        }
    }

    /** What the head of every answer says about the store. */
    static EtcdConnection.Header header(HttpHeaders headers) throws IOException {
        Optional<String> cluster = headers.firstValue("X-Etcd-Cluster-Id");
        OptionalLong index;
        try {
            index = headers.firstValueAsLong("X-Etcd-Index");
        } catch (NumberFormatException e) {
            throw new IOException("answers with a broken X-Etcd-Index", e);
        }
        if (cluster.isEmpty() || index.isEmpty()) {
            throw new IOException("answers, but not as etcd does: X-Etcd-Cluster-Id or X-Etcd-Index is missing");
        }
        return new EtcdConnection.Header(cluster.get(), index.getAsLong());
    }

    /**
     * The content of an answer, which is null for a key that does not exist.
     *
     * @throws NoSuchApiException if the server is none for this API
     * @throws EventsClearedException if it cannot say what happened so long ago
     * @throws IOException if it says anything else but yes
     */
    static JsonNode content(int status, HttpHeaders headers, String body) throws IOException {
        if (status == NOT_FOUND && headers.firstValue("X-Etcd-Cluster-Id").isEmpty()) {
            throw new NoSuchApiException();
        }
        JsonNode json = json(status, body);
        if (status == OK) {
            return json;
        }
        String message =
                (json.path("message").asText() + " " + json.path("cause").asText()).strip();
        return switch (json.path("errorCode").asInt()) {
            case KEY_NOT_FOUND -> JSON.nullNode();
            case EVENT_INDEX_CLEARED -> throw new EventsClearedException(message);
            default ->
                throw new IOException(
                        status == UNAUTHORIZED
                                ? "refuses the user: " + message
                                : "answers with status " + status + ": " + message);
        };
    }

    private static JsonNode json(int status, String body) throws IOException {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IOException("answers with status " + status + " and no JSON", e);
        }
    }

    /** Collects all values of a listing whose keys begin like this. */
    static void collect(JsonNode content, String prefix, SortedMap<String, KeyValueView.Entry> entries) {
        collectNode(content.path("node"), prefix, entries);
    }

    private static void collectNode(JsonNode node, String prefix, SortedMap<String, KeyValueView.Entry> entries) {
        if (node.path("dir").asBoolean()) {
            node.path("nodes").forEach(child -> collectNode(child, prefix, entries));
        } else {
            String key = node.path("key").asText();
            if (key.startsWith(prefix)) {
                entries.put(
                        key,
                        new KeyValueView.Entry(
                                node.path("value").asText(),
                                node.path("modifiedIndex").asLong()));
            }
        }
    }

    /** What an event means to the values whose keys begin like this. */
    static List<ReplicatedKeys.Change> changes(JsonNode event, String prefix) {
        JsonNode node = event.path("node");
        String key = node.path("key").asText();
        boolean above = prefix.startsWith(key + "/");
        if (!above && !key.startsWith(prefix)) {
            return List.of();
        }
        long index = node.path("modifiedIndex").asLong();
        return switch (event.path("action").asText()) {
            case "delete", "expire", "compareAndDelete" ->
                List.of(
                        node.path("dir").asBoolean()
                                ? ReplicatedKeys.Change.deletedBelow(key, index)
                                : ReplicatedKeys.Change.deleted(key, index));
            case "set", "create", "update", "compareAndSwap" ->
                List.of(
                        node.path("dir").asBoolean()
                                ? ReplicatedKeys.Change.deleted(key, index)
                                : ReplicatedKeys.Change.written(
                                        key, node.path("value").asText(), index));
            default -> List.of();
        };
    }

    /** When the event happened. */
    static long index(JsonNode event) throws IOException {
        JsonNode index = event.path("node").path("modifiedIndex");
        if (!index.isIntegralNumber()) {
            throw new IOException("tells of an event without saying when it was");
        }
        return index.asLong();
    }
}
