package io.nightjar.calico.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nightjar.calico.store.ReplicatedKeys.Change;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as etcd 3.4.23 gives them. */
class EtcdV2AnswersTest {

    private static final String PREFIX = "/calico/bgp/v1/";

    private static final HttpHeaders HEAD =
            headers(Map.of("X-Etcd-Cluster-Id", List.of("48276a8f75b6a87"), "X-Etcd-Index", List.of("8")));

    private static final String LISTING = """
            {"action":"get","node":{"key":"/calico","dir":true,"nodes":[{"key":"/calico/bgp","dir":true,"nodes":[
            {"key":"/calico/bgp/v1","dir":true,"nodes":[{"key":"/calico/bgp/v1/host","dir":true,"nodes":[
            {"key":"/calico/bgp/v1/host/n1","dir":true,"nodes":[
            {"key":"/calico/bgp/v1/host/n1/ip_addr_v4","value":"","modifiedIndex":6,"createdIndex":6},
            {"key":"/calico/bgp/v1/host/n1/\u00fc","value":"{\\"a\\":\\"\u00fc\\u0026\\"}\\n","modifiedIndex":7,"createdIndex":7}],
            "modifiedIndex":6,"createdIndex":6}],"modifiedIndex":6,"createdIndex":6},
            {"key":"/calico/bgp/v1/ttl","value":"1","expiration":"2026-11-28T10:13:22.364307204Z","ttl":1,
            "modifiedIndex":8,"createdIndex":8},{"key":"/calico/bgp/v1/global","dir":true,"nodes":[
            {"key":"/calico/bgp/v1/global/custom_filters","dir":true,"nodes":[
            {"key":"/calico/bgp/v1/global/custom_filters/v4","dir":true,"modifiedIndex":4,"createdIndex":4}],
            "modifiedIndex":4,"createdIndex":4},
            {"key":"/calico/bgp/v1/global/as_num","value":"64512","modifiedIndex":5,"createdIndex":5}],
            "modifiedIndex":4,"createdIndex":4}],"modifiedIndex":4,"createdIndex":4}],"modifiedIndex":4,"createdIndex":4}],
            "modifiedIndex":4,"createdIndex":4}}
            """;

    private static HttpHeaders headers(Map<String, List<String>> headers) {
        return HttpHeaders.of(headers, (name, value) -> true);
    }

    private static List<Change> changes(String event) throws IOException {
        JsonNode content = EtcdV2Answers.content(200, HEAD, event);
        return EtcdV2Answers.changes(content, PREFIX);
    }

    @Test
    void aListingHasValuesAtAnyDepthAndNoDirectories() throws IOException {
        TreeMap<String, KeyValueView.Entry> entries = new TreeMap<>();
        EtcdV2Answers.collect(EtcdV2Answers.content(200, HEAD, LISTING), PREFIX, entries);
        assertThat(entries)
                .containsExactlyEntriesOf(new TreeMap<>(Map.of(
                        "/calico/bgp/v1/global/as_num", new KeyValueView.Entry("64512", 5),
                        "/calico/bgp/v1/host/n1/ip_addr_v4", new KeyValueView.Entry("", 6),
                        "/calico/bgp/v1/host/n1/\u00fc", new KeyValueView.Entry("{\"a\":\"\u00fc&\"}\n", 7),
                        "/calico/bgp/v1/ttl", new KeyValueView.Entry("1", 8))));
    }

    @Test
    void whatIsBesideThePrefixIsNotCollected() throws IOException {
        TreeMap<String, KeyValueView.Entry> entries = new TreeMap<>();
        EtcdV2Answers.collect(EtcdV2Answers.content(200, HEAD, LISTING), "/calico/bgp/v1/host/", entries);
        assertThat(entries).hasSize(2);
        String value =
                "{\"action\":\"get\",\"node\":{\"key\":\"/calico/bgp/v1\",\"value\":\"x\",\"modifiedIndex\":4,\"createdIndex\":4}}";
        entries.clear();
        EtcdV2Answers.collect(EtcdV2Answers.content(200, HEAD, value), PREFIX, entries);
        assertThat(entries).isEmpty();
    }

    @Test
    void aMissingDirectoryIsEmpty() throws IOException {
        TreeMap<String, KeyValueView.Entry> entries = new TreeMap<>();
        JsonNode content = EtcdV2Answers.content(
                404, HEAD, "{\"errorCode\":100,\"message\":\"Key not found\",\"cause\":\"/calico\",\"index\":3}");
        EtcdV2Answers.collect(content, PREFIX, entries);
        assertThat(entries).isEmpty();
        assertThat(EtcdV2Answers.header(HEAD)).isEqualTo(new EtcdConnection.Header("48276a8f75b6a87", 8));
    }

    @Test
    void valuesThatAreWrittenAreChanges() throws IOException {
        assertThat(
                        changes(
                                "{\"action\":\"set\",\"node\":{\"key\":\"/calico/bgp/v1/host/n1/ip_addr_v4\",\"value\":\"\",\"modifiedIndex\":6,\"createdIndex\":6}}"))
                .containsExactly(Change.written("/calico/bgp/v1/host/n1/ip_addr_v4", "", 6));
        assertThat(
                        changes(
                                "{\"action\":\"compareAndSwap\",\"node\":{\"key\":\"/calico/bgp/v1/a\",\"value\":\"2\",\"modifiedIndex\":9,\"createdIndex\":5},\"prevNode\":{\"key\":\"/calico/bgp/v1/a\",\"value\":\"1\",\"modifiedIndex\":5,\"createdIndex\":5}}"))
                .containsExactly(Change.written("/calico/bgp/v1/a", "2", 9));
    }

    @Test
    void aDirectoryThatIsMadeIsNoValueAnyMore() throws IOException {
        assertThat(
                        changes(
                                "{\"action\":\"set\",\"node\":{\"key\":\"/calico/bgp/v1/global/custom_filters/v4\",\"dir\":true,\"modifiedIndex\":4,\"createdIndex\":4}}"))
                .containsExactly(Change.deleted("/calico/bgp/v1/global/custom_filters/v4", 4));
    }

    @Test
    void deletionAndExpiryAreOne() throws IOException {
        assertThat(
                        changes(
                                "{\"action\":\"expire\",\"node\":{\"key\":\"/calico/bgp/v1/ttl\",\"modifiedIndex\":10,\"createdIndex\":8},\"prevNode\":{\"key\":\"/calico/bgp/v1/ttl\",\"value\":\"1\",\"expiration\":\"2026-11-28T10:13:22.364307204Z\",\"modifiedIndex\":8,\"createdIndex\":8}}"))
                .containsExactly(Change.deleted("/calico/bgp/v1/ttl", 10));
        assertThat(
                        changes(
                                "{\"action\":\"delete\",\"node\":{\"key\":\"/calico/bgp/v1/host/n1\",\"dir\":true,\"modifiedIndex\":9,\"createdIndex\":6},\"prevNode\":{\"key\":\"/calico/bgp/v1/host/n1\",\"dir\":true,\"modifiedIndex\":6,\"createdIndex\":6}}"))
                .containsExactly(Change.deletedBelow("/calico/bgp/v1/host/n1", 9));
    }

    @Test
    void aDirectoryAboveTakesThePrefixWithIt() throws IOException {
        assertThat(
                        changes(
                                "{\"action\":\"delete\",\"node\":{\"key\":\"/calico\",\"dir\":true,\"modifiedIndex\":9,\"createdIndex\":4},\"prevNode\":{\"key\":\"/calico\",\"dir\":true,\"modifiedIndex\":4,\"createdIndex\":4}}"))
                .containsExactly(Change.deletedBelow("/calico", 9));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"action\":\"set\",\"node\":{\"key\":\"/calico/bgp/v10\",\"value\":\"1\",\"modifiedIndex\":6}}",
                "{\"action\":\"set\",\"node\":{\"key\":\"/elsewhere\",\"value\":\"1\",\"modifiedIndex\":6}}",
                "{\"action\":\"get\",\"node\":{\"key\":\"/calico/bgp/v1/a\",\"value\":\"1\",\"modifiedIndex\":6}}"
            })
    void whatIsAboutSomethingElseChangesNothing(String event) throws IOException {
        assertThat(changes(event)).isEmpty();
    }

    @Test
    void anEventHasAnIndex() throws IOException {
        ObjectMapper json = new ObjectMapper();
        assertThat(EtcdV2Answers.index(json.readTree("{\"node\":{\"modifiedIndex\":7}}")))
                .isEqualTo(7);
        JsonNode none = json.readTree("{\"node\":{}}");
        assertThatThrownBy(() -> EtcdV2Answers.index(none)).isInstanceOf(IOException.class);
    }

    @Test
    void forgottenEventsAreAKindOfTheirOwn() {
        assertThatThrownBy(
                        () -> EtcdV2Answers.content(
                                400,
                                HEAD,
                                "{\"errorCode\":401,\"message\":\"The event in requested index is outdated and cleared\",\"cause\":\"the requested history has been cleared [1005/4]\",\"index\":2004}"))
                .isInstanceOf(EtcdV2Answers.EventsClearedException.class)
                .hasMessageContaining("outdated and cleared the requested history");
    }

    @Test
    void aServerWithoutTheApiIsRecognized() {
        assertThatThrownBy(() -> EtcdV2Answers.content(404, headers(Map.of()), "404 page not found\n"))
                .isInstanceOf(EtcdV2Answers.NoSuchApiException.class)
                .hasMessageContaining("--enable-v2");
    }

    @Test
    void refusalsAndFailuresAreTold() {
        assertThatThrownBy(() -> EtcdV2Answers.content(401, HEAD, "{\"message\":\"Insufficient credentials\"}"))
                .hasMessage("refuses the user: Insufficient credentials");
        assertThatThrownBy(
                        () -> EtcdV2Answers.content(
                                500,
                                HEAD,
                                "{\"errorCode\":300,\"message\":\"Raft Internal Error\",\"cause\":\"etcdserver: request timed out\",\"index\":0}"))
                .hasMessage("answers with status 500: Raft Internal Error etcdserver: request timed out");
        assertThatThrownBy(() -> EtcdV2Answers.content(502, HEAD, "<html>"))
                .hasMessage("answers with status 502 and no JSON");
    }

    @Test
    void whoeverSaysNothingAboutTheStoreIsNotEtcd() {
        assertThatThrownBy(() -> EtcdV2Answers.header(headers(Map.of("X-Etcd-Index", List.of("8")))))
                .hasMessageContaining("not as etcd does");
        assertThatThrownBy(() -> EtcdV2Answers.header(
                        headers(Map.of("X-Etcd-Cluster-Id", List.of("a"), "X-Etcd-Index", List.of("many")))))
                .hasMessageContaining("broken X-Etcd-Index");
    }
}
