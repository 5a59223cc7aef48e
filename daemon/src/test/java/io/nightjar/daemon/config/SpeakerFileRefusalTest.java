package io.nightjar.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nightjar.rib.config.SpeakerConfig;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.reader.UnicodeReader;

/** What is wrong with a file is named by file, line and key. */
class SpeakerFileRefusalTest {

    private static final String MINIMAL = "as: 64512\nrouter-id: 10.0.0.1\n";

    private static SpeakerConfig read(String text) throws InvalidConfigurationException {
        return SpeakerFile.read(new StringReader(text), "f.yaml");
    }

    private static List<String> problems(String text) {
        InvalidConfigurationException refused =
                catchThrowableOfType(InvalidConfigurationException.class, () -> read(text));
        assertThat(refused).as("is refused").isNotNull();
        return refused.problems().stream().map(Problem::toString).toList();
    }

    private static List<String> neighborProblems(String entry) {
        return problems(MINIMAL + "neighbors:\n  - " + entry.replace("\n", "\n    "));
    }

    @Test
    void allProblemsAreReportedInTheOrderOfTheirLines() {
        assertThat(problems("as: many\nneighbours: []\nkernel:\n  enabled: yes\n"))
                .containsExactly(
                        "f.yaml:1: as: not an AS number: 'many'",
                        "f.yaml:1: router-id: missing; expected dotted quad",
                        "f.yaml:2: neighbours: unknown key; did you mean 'neighbors'?",
                        "f.yaml:4: kernel.enabled: neither true nor false: 'yes'");
    }

    @Test
    void anUnknownKeyWithoutANeighborhoodGetsNoSuggestion() {
        assertThat(problems(MINIMAL + "password: secret")).containsExactly("f.yaml:3: password: unknown key");
    }

    @Test
    void aKeyGivenTwiceIsNamedAtItsSecondLine() {
        assertThat(problems(MINIMAL + "as: 64513")).containsExactly("f.yaml:3: as: given twice");
    }

    @Test
    void anUnknownKeyInAListElementHasItsPath() {
        assertThat(neighborProblems("address: 10.0.0.9\nas: 64512\nremote_as: 1"))
                .containsExactly("f.yaml:6: neighbors[0].remote_as: unknown key");
        assertThat(neighborProblems("address: 10.0.0.9\nas: 64512\ntimers: {Hold: 3}"))
                .containsExactly("f.yaml:6: neighbors[0].timers.Hold: unknown key; did you mean 'hold'?");
    }

    @Test
    void anEmptyTextIsSaidToBeEmpty() {
        assertThat(problems("")).containsExactly("f.yaml:1: is empty");
        assertThat(problems("# only a comment\n")).containsExactly("f.yaml:1: is empty");
    }

    @Test
    void brokenYamlIsReportedWithItsLine() {
        assertThat(problems("as: 64512\nrouter-id: [10.0.0.1\n"))
                .singleElement()
                .satisfies(problem -> assertThat(problem).startsWith("f.yaml:3: not YAML: "));
    }

    @Test
    void bytesThatAreNotTextAreReported() {
        byte[] noise = "as: \u0001".getBytes(StandardCharsets.UTF_8);
        InvalidConfigurationException refused = catchThrowableOfType(
                InvalidConfigurationException.class,
                () -> SpeakerFile.read(new UnicodeReader(new ByteArrayInputStream(noise)), "f.yaml"));

        assertThat(refused.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).startsWith("f.yaml:1: not YAML: "));
    }

    @Test
    void aTopLevelThatIsNoMappingIsRefused() {
        assertThat(problems("- as: 64512")).contains("f.yaml:1: expected keys and values, found a list");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "as: 0               | as: AS 0 is reserved",
                "as: 23456           | as: AS 23456 is reserved",
                "as: 4294967296      | as: not an AS number: '4294967296'",
                "as: [1]             | as: expected AS number, found a list",
                "as: {a: 1}          | as: expected AS number, found keys and values",
                "as:                 | as: expected AS number, found nothing",
                "[as]: 1             | a key must be a word, found a list",
            })
    void aWrongAsIsRefused(String line, String reason) {
        assertThat(problems("router-id: 10.0.0.1\n" + line)).contains("f.yaml:2: " + reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "router-id: 0.0.0.0 | router-id: 0.0.0.0 identifies nobody",
                "router-id: '::1' | router-id: not an IPv4 address: '::1'",
                "originate: 10.0.0.0/8 | originate: expected list: prefix, found '10.0.0.0/8'",
                "originate: [10.0.0.1/8] |"
                        + " originate[0]: '10.0.0.1/8' has bits set behind its length; did you mean '10.0.0.0/8'?",
                "originate: [10.0.0.0/8, 10.0.0.0/8] | originate: 10.0.0.0/8 is already in f.yaml:2",
                "originate: [host] | originate[0]: not an IPv4 address: 'host'",
                "listen: [{port: 179}] | listen[0].address: missing; expected IP address",
                "listen: [{address: 0.0.0.0, port: 0}] | listen[0].port: not a number from 1 to 65535: '0'",
                "listen: [{address: 0.0.0.0}, {address: 0.0.0.0}] |"
                        + " listen[1].address: is listened on already, with the same port",
                "listen: 179 | listen: expected list of `listen`, found '179'",
                "kernel: on | kernel: expected keys and values, found 'on'",
                "kernel: {table: 0} | kernel.table: not a number from 1 to 2147483647: '0'",
                "kernel: {metric: -1} | kernel.metric: not a number from 0 to 4294967295: '-1'",
                "kernel: {export: some} | kernel.export: expected all, none or a list of rules, found 'some'",
                "kernel: {max-paths: 0} | kernel.max-paths: not a number from 1 to 256: '0'",
                "kernel: {source-addresses: [10.0.0.1, 10.0.0.2]} | kernel.source-addresses: 10.0.0.2 is of the same address family as 10.0.0.1",
                "kernel: {tunnels: [{device: tunl0}]} | kernel.tunnels[0].network: missing; expected prefix",
                "kernel: {tunnels: [{network: 10.0.0.0/8, device: a-name-that-is-too-long}]} | kernel.tunnels[0].device: not the name of a network device: 'a-name-that-is-too-long'",
                "static-routes: [{prefix: 10.0.0.0/8}] | static-routes[0].via: missing; expected IP address",
                "kernel: {export: []} | kernel.export: has no rules; write none to reject everything",
                "kernel: {export: {}} |"
                        + " kernel.export: expected `all`, `none` or list of `rule`, found keys and values",
                "route-reflector: {cluster-id: 0.0.0.0} | route-reflector.cluster-id: 0.0.0.0 identifies nobody",
            })
    void aWrongValueIsRefused(String line, String reason) {
        assertThat(problems("as: 64512\n" + line)).contains("f.yaml:2: " + reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "as: 1 | address: missing; expected IP address",
                "address: 10.0.0.9 | as: missing; expected AS number",
                "{address: 0.0.0.0, as: 1} | address: '0.0.0.0' is not the address of one machine",
                "{address: 224.0.0.1, as: 1} | address: '224.0.0.1' is not the address of one machine",
                "{address: '::ffff:10.0.0.1', as: 1} | address: '::ffff:10.0.0.1' stands for an IPv4 address:"
                        + " write it as one",
                "{neighbor-range: '::ffff:10.0.0.0/104', as: 1} | neighbor-range: ::ffff:10.0.0.0/104 stands for"
                        + " IPv4 addresses: write it with these",
                "{address: 10.0.0.9, as: 1, name: a b} | name: a name has 1 to 64 letters, digits and any of"
                        + " _ . : -, not 'a b'",
                "{address: 10.0.0.9, as: 1, local-address: '::1'} | local-address: is not of the family of 10.0.0.9",
                "{address: 10.0.0.9, as: 1, families: [ipx]} | families[0]: neither ipv4 nor ipv6: 'ipx'",
                "{address: 10.0.0.9, as: 1, next-hop: me} | next-hop: none of auto, self and keep: 'me'",
                "{address: 10.0.0.9, as: 1, route-reflector-client: true} |"
                        + " route-reflector-client: only a neighbor in our own AS can be a client",
                "{address: 10.0.0.9, as: 1, timers: {hold: 2}} | timers.hold: must be 0 or at least 3 seconds",
                "{address: 10.0.0.9, as: 1, timers: {hold: 9, keepalive: 9}} |"
                        + " timers.keepalive: must be less than hold (9)",
                "{address: 10.0.0.9, as: 1, timers: {error-wait-max: 1}} |"
                        + " timers.error-wait-max: error-wait-min is 5, error-wait-max only 1",
                "{address: 10.0.0.9, as: 1, timers: {error-wait-min: 31}} |"
                        + " timers.error-wait-min: error-wait-min is 31, error-wait-max only 30",
                "{address: 10.0.0.9, as: 1, timers: {hold: 90, send-hold-time: 90}} |"
                        + " timers.send-hold-time: must be 0 or more than hold (90)",
                "{neighbor-range: 10.0.0.0/8, address: 10.0.0.9, as: 1} |"
                        + " neighbor-range: a neighbor has either address or neighbor-range",
                "{neighbor-range: 10.0.0.0/8, as: 1, passive: true} |" + " passive: means nothing for a neighbor-range",
                "{address: 10.0.0.9, as: 1, import: [{}]} | import[0].accept: a rule has either accept or reject",
                "{address: 10.0.0.9, as: 1, import: [{accept: 10.0.0.0/8, min-length: 7}]} |"
                        + " import[0].min-length: the lengths 7 to 32 do not fit inside 10.0.0.0/8",
                "{address: 10.0.0.9, as: 1, import: [{accept: 10.0.0.0/8, max-length: 33}]} |"
                        + " import[0].max-length: the lengths 8 to 33 do not fit inside 10.0.0.0/8",
                "{address: 10.0.0.9, as: 1, import: [{reject: x, max-length: y}]} |"
                        + " import[0].reject: not an IPv4 address: 'x'",
            })
    void aWrongNeighborIsRefused(String entry, String reason) {
        assertThat(neighborProblems(entry)).contains("f.yaml:4: neighbors[0]." + reason);
    }

    @Test
    void neighborsThatCannotBeToldApartAreRefused() {
        assertThat(problems(MINIMAL + """
                        neighbors:
                          - {name: a, address: 10.0.0.1, as: 64512}
                          - {name: a, address: 10.0.0.1, as: 64512}
                          - {neighbor-range: 10.0.0.0/8, as: 64512}
                          - {neighbor-range: 10.0.0.0/8, as: 64512}
                        """))
                .containsExactly(
                        "f.yaml:5: neighbors[1].name: a is already the name of the neighbor in line 4",
                        "f.yaml:5: neighbors[1].address: 10.0.0.1 is already the address of the neighbor in line 4",
                        "f.yaml:7: neighbors[3].neighbor-range:"
                                + " 10.0.0.0/8 is already the neighbor-range of the neighbor in line 6");
    }
}
