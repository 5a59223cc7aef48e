package io.nightjar.calico.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceDocumentsTest {

    private static final String BASE = "/calico/resources/v3/projectcalico.org/";

    private static Map<String, String> read(String text) throws ResourceException {
        return new ResourceDocuments()
                .add("test", text).view().entries().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().value()));
    }

    @Test
    void becomeTheKeysThatCalicoctlWouldWrite() throws ResourceException {
        assertThat(
                        read(
                                "kind: Node\nmetadata:\n  name: a\n---\nkind: NetworkPolicy\nmetadata: {name: p, namespace: n}\n---\n"))
                .containsOnly(
                        Map.entry(BASE + "nodes/a", "{\"kind\":\"Node\",\"metadata\":{\"name\":\"a\"}}"),
                        Map.entry(
                                BASE + "networkpolicies/n/p",
                                "{\"kind\":\"NetworkPolicy\",\"metadata\":{\"name\":\"p\",\"namespace\":\"n\"}}"));
    }

    @Test
    void mayBeListsAndJson() throws ResourceException {
        assertThat(read("{\"kind\":\"List\",\"items\":[{\"kind\":\"BGPPeer\",\"metadata\":{\"name\":\"x\"}}]}"))
                .containsOnlyKeys(BASE + "bgppeers/x");
    }

    @Test
    void mayBeKeysAsTheyAre() throws ResourceException {
        assertThat(read("/calico/a: text\n/calico/b: {x: 1}\n/calico/c:\n"))
                .containsOnly(
                        Map.entry("/calico/a", "text"),
                        Map.entry("/calico/b", "{\"x\":1}"),
                        Map.entry("/calico/c", ""));
    }

    @Test
    void keepWordsThatOnlyLookLikeNumbersOrTimes() throws ResourceException {
        assertThat(read("/k: {a: 5663:12, b: 2026-01-01T00:00:00Z, c: 1.10, d: yes, e: off, f: 007, g: ~, h: -3}"))
                .containsEntry(
                        "/k",
                        "{\"a\":\"5663:12\",\"b\":\"2026-01-01T00:00:00Z\",\"c\":\"1.10\",\"d\":true,\"e\":false,"
                                + "\"f\":\"007\",\"g\":null,\"h\":-3}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind: Node",
                "kind: Node\nmetadata: {name: }",
                "- a",
                "x: 1",
                "a: [",
                "kind: Node\nkind: Node",
                "kind: List\nitems: [1]",
                "!!java.io.File [a]"
            })
    void areRefusedWithTheNameOfTheText(String text) {
        assertThatExceptionOfType(ResourceException.class)
                .isThrownBy(() -> read(text))
                .withMessageStartingWith("test");
    }
}
