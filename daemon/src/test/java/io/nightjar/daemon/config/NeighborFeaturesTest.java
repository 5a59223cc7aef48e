package io.nightjar.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nightjar.bgp.capability.BgpRole;
import io.nightjar.bgp.net.AddressFamily;
import io.nightjar.bgp.peer.GracefulRestartSettings;
import io.nightjar.bgp.peer.GracefulRestartSettings.Mode;
import io.nightjar.bgp.peer.PeerFeatures;
import io.nightjar.bgp.peer.PeerTransport;
import io.nightjar.bgp.peer.RoleSettings;
import io.nightjar.bgp.peer.TcpPassword;
import io.nightjar.rib.config.NeighborRange;
import io.nightjar.rib.config.PrefixLimit;
import io.nightjar.rib.config.PrefixLimit.Action;
import io.nightjar.rib.config.SpeakerPeer;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a neighbor's OPEN offers, how its connection is protected, and how much it may announce. */
class NeighborFeaturesTest {

    static final PeerFeatures DEFAULTS =
            new PeerFeatures(Set.of(), Set.of(), GracefulRestartSettings.HELPER, true, false, null);

    private static final Set<AddressFamily> BOTH = Set.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST);

    private static final String EVERYTHING = """
            families: [ipv4, ipv6]
            allow-local-as: 2
            max-prefixes:
              - {family: ipv4, limit: 1000, warning-percent: 80, action: warn}
              - {family: ipv6, limit: 10, restart-after: 60}
            password: 0x10
            ttl-security: true
            multihop: 3
            add-path: {send: true, receive: true}
            graceful-restart: on
            restart-time: 30
            long-lived-stale-time: 3600
            extended-messages: false
            extended-next-hop: true
            role: rs-client
            strict-role: true
            """;

    private static final String HEAD = "as: 64512\nrouter-id: 10.0.0.1\nneighbors:\n  - as: 64513\n";

    private static String file(String who, String keys) {
        return HEAD
                + ("address".equals(who) ? "    address: 10.0.0.9\n" : "    neighbor-range: 10.0.0.0/24\n")
                + keys.indent(4);
    }

    private static SpeakerPeer peer(String keys) throws InvalidConfigurationException {
        return SpeakerFile.read(new StringReader(file("address", keys)), "f.yaml")
                .peers()
                .get(0);
    }

    private static List<String> problems(String keys) {
        return problems(keys, "f.yaml");
    }

    private static List<String> problems(String keys, String name) {
        InvalidConfigurationException refused = catchThrowableOfType(
                InvalidConfigurationException.class,
                () -> SpeakerFile.read(new StringReader(file("address", keys)), name));
        assertThat(refused).as("is refused").isNotNull();
        return refused.problems().stream().map(Problem::toString).toList();
    }

    private static PeerFeatures everything() {
        return new PeerFeatures(
                BOTH,
                BOTH,
                new GracefulRestartSettings(Mode.ON, 30, 3600),
                false,
                true,
                new RoleSettings(BgpRole.ROUTE_SERVER_CLIENT, true));
    }

    @Test
    void everyKeyArrives() throws InvalidConfigurationException {
        SpeakerPeer peer = peer(EVERYTHING);

        assertThat(peer.session().features()).isEqualTo(everything());
        assertThat(peer.session().transport()).isEqualTo(new PeerTransport(new TcpPassword("0x10"), 3, true));
        assertThat(peer.policy().allowedLocalAs()).isEqualTo(2);
        assertThat(peer.policy().prefixLimits())
                .isEqualTo(Map.of(
                        AddressFamily.IPV4_UNICAST,
                        new PrefixLimit(1000, 80, Action.WARN, 0),
                        AddressFamily.IPV6_UNICAST,
                        new PrefixLimit(10, 75, Action.RESTART, 60)));
    }

    @Test
    void everyKeyArrivesAtARangeAsWell() throws InvalidConfigurationException {
        NeighborRange range = SpeakerFile.read(new StringReader(file("range", EVERYTHING)), "f.yaml")
                .ranges()
                .get(0);

        assertThat(range.features()).isEqualTo(everything());
        assertThat(range.transport()).isEqualTo(peer(EVERYTHING).session().transport());
        assertThat(range.policy()).isEqualTo(peer(EVERYTHING).policy());
    }

    @Test
    void withoutAKeyItsDefaultHolds() throws InvalidConfigurationException {
        SpeakerPeer peer = peer("");

        assertThat(peer.session().features()).isEqualTo(DEFAULTS);
        assertThat(peer.session().transport()).isEqualTo(PeerTransport.DEFAULT);
        assertThat(peer.session().timers().sendHoldSeconds()).isZero();
        assertThat(peer.policy().allowedLocalAs()).isZero();
        assertThat(peer.policy().prefixLimits()).isEmpty();
    }

    @Test
    void withTtlSecurityANeighborIsDirectUnlessSaidOtherwise() throws InvalidConfigurationException {
        assertThat(peer("ttl-security: true").session().transport()).isEqualTo(new PeerTransport(null, 1, true));
        assertThat(peer("multihop: 2").session().transport()).isEqualTo(new PeerTransport(null, 2, false));
    }

    @ParameterizedTest
    @CsvSource({"off, OFF, 0", "helper, HELPER, 120", "on, ON, 120"})
    void gracefulRestartIsOneOfThree(String word, Mode mode, int seconds) throws InvalidConfigurationException {
        assertThat(peer("graceful-restart: " + word).session().features().gracefulRestart())
                .isEqualTo(new GracefulRestartSettings(mode, seconds, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "provider, PROVIDER",
        "rs-server, ROUTE_SERVER",
        "rs-client, ROUTE_SERVER_CLIENT",
        "customer, CUSTOMER",
        "peer, PEER"
    })
    void rolesHaveTheWordsOfTheRfc(String word, BgpRole role) throws InvalidConfigurationException {
        assertThat(peer("role: " + word).session().features().role()).isEqualTo(new RoleSettings(role, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"send", "receive"})
    void theDirectionsOfAddPathAreOfTheirOwn(String direction) throws InvalidConfigurationException {
        PeerFeatures features =
                peer("add-path: {" + direction + ": true}").session().features();
        Set<AddressFamily> ipv4 = Set.of(AddressFamily.IPV4_UNICAST);

        assertThat(features.addPathSend()).isEqualTo("send".equals(direction) ? ipv4 : Set.of());
        assertThat(features.addPathReceive()).isEqualTo("receive".equals(direction) ? ipv4 : Set.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "allow-local-as: 11 | allow-local-as: not a number from 0 to 10: '11'",
                "ttl-security: 1 | ttl-security: neither true nor false: '1'",
                "multihop: 0 | multihop: not a number from 1 to 255: '0'",
                "multihop: 256 | multihop: not a number from 1 to 255: '256'",
                "add-path: on | add-path: expected keys and values, found 'on'",
                "add-path: {both: true} | add-path.both: unknown key",
                "graceful-restart: yes | graceful-restart: none of off, helper and on: 'yes'",
                "restart-time: 4096 | restart-time: not a number from 0 to 4095: '4096'",
                "long-lived-stale-time: 16777216 |"
                        + " long-lived-stale-time: not a number from 0 to 16777215: '16777216'",
                "{graceful-restart: off, restart-time: 9} | restart-time: means nothing while graceful-restart is off",
                "{graceful-restart: off, long-lived-stale-time: 9} |"
                        + " long-lived-stale-time: means nothing while graceful-restart is off",
                "role: server | role: none of provider, rs-server, rs-client, customer and peer: 'server'",
                "strict-role: true | strict-role: needs a role",
                "{role: peer, local-as: 64513} | role: only towards a neighbor of another AS we have a role",
                "max-prefixes: 5 | max-prefixes: expected list of `max-prefix`, found '5'",
                "max-prefixes: [{limit: 5}] | max-prefixes[0].family: missing; expected ipv4 or ipv6",
                "max-prefixes: [{family: ipv4}] |"
                        + " max-prefixes[0].limit: missing; expected number from 1 to 4294967295",
                "max-prefixes: [{family: ipv4, limit: 0}] |"
                        + " max-prefixes[0].limit: not a number from 1 to 4294967295: '0'",
                "max-prefixes: [{family: ipv6, limit: 5}] | max-prefixes[0].family: the neighbor has no such family",
                "max-prefixes: [{family: ipv4, limit: 5}, {family: ipv4, limit: 5}] |"
                        + " max-prefixes[1].family: has a limit already",
                "max-prefixes: [{family: ipv4, limit: 5, warning-percent: 101}] |"
                        + " max-prefixes[0].warning-percent: not a number from 1 to 100: '101'",
                "max-prefixes: [{family: ipv4, limit: 5, action: stop}] |"
                        + " max-prefixes[0].action: none of warn, restart and shutdown: 'stop'",
                "max-prefixes: [{family: ipv4, limit: 5, action: warn, restart-after: 9}] |"
                        + " max-prefixes[0].restart-after: means something only with action: restart",
                "{password: a, password-file: b} |" + " password-file: a neighbor has either password or password-file",
                "password-file: ~ | password-file: expected path, found nothing",
                "password-file: '' | password-file: not the path of a file",
                "password-file: \"a\\0b\" | password-file: not the path of a file",
                "password-file: no/such | password-file: there is no file 'no/such'",
            })
    void aWrongValueIsRefused(String keys, String reason) {
        String block =
                keys.startsWith("{") ? keys.substring(1, keys.length() - 1).replace(", ", "\n") : keys;
        assertThat(problems(block)).anyMatch(problem -> problem.endsWith("neighbors[0]." + reason));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password: Geheim-Geheim-Geheim-Geheim-Geheim-Geheim-Geheim-Geheim-Geheim-Geheim-Geheim-Geheim-",
                "password: \"Geheim\\0\"",
                "password: [Geheim]",
                "password: {Geheim: 1}",
                "password: *Geheim",
                "password: !Geheim!x y",
                "passwort: Geheim",
                "password: a\npassword: Geheim"
            })
    void whatIsWrongWithASecretIsSaidWithoutSayingIt(String keys) {
        assertThat(problems(keys)).isNotEmpty().noneMatch(problem -> problem.contains("Geheim"));
    }

    @Test
    void aSecretIsNotPrintedWithTheConfiguration() throws InvalidConfigurationException {
        assertThat(peer("password: Geheim").toString()).doesNotContain("Geheim");
        assertThat(SpeakerFile.read(new StringReader(file("range", "password: Geheim")), "f.yaml")
                        .toString())
                .doesNotContain("Geheim");
    }

    @ParameterizedTest
    @CsvSource({"secret\\n, secret", "secret\\r\\n, secret", "secret, secret", "' s \\n\\n', ' s \\n'"})
    void aPasswordFileLosesItsLineEndAndNothingElse(String content, String password, @TempDir Path directory)
            throws IOException, InvalidConfigurationException {
        Files.writeString(directory.resolve("key"), content.translateEscapes());
        Path yaml = Files.writeString(directory.resolve("f.yaml"), file("address", "password-file: key"));

        assertThat(SpeakerFile.load(yaml).peers().get(0).session().transport().password())
                .isEqualTo(new TcpPassword(password.translateEscapes()));
    }

    @Test
    void aPasswordFileWithTheLongestPasswordIsRead(@TempDir Path directory)
            throws IOException, InvalidConfigurationException {
        Files.writeString(directory.resolve("key"), "p".repeat(80) + "\r\n");

        assertThat(peer("password-file: " + directory.resolve("key"))
                        .session()
                        .transport()
                        .password())
                .isEqualTo(new TcpPassword("p".repeat(80)));
    }

    @ParameterizedTest
    @CsvSource({
        "'', a password has 1 to 80 octets",
        "\\n, a password has 1 to 80 octets",
        "a\\0b, a password cannot contain a NUL octet"
    })
    void aPasswordFileWithoutAPasswordIsRefused(String content, String reason, @TempDir Path directory)
            throws IOException {
        Path key = Files.writeString(directory.resolve("key"), content.translateEscapes());

        assertThat(problems("password-file: " + key, directory + "/f.yaml"))
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains("password-file: in '" + key + "': " + reason));
    }

    @ParameterizedTest
    @ValueSource(ints = {81, 83, 1_000_000})
    void aPasswordFileThatIsTooLongIsRefused(int length, @TempDir Path directory) throws IOException {
        Path key = Files.writeString(directory.resolve("key"), "p".repeat(length));

        assertThat(problems("password-file: " + key))
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .contains("in '" + key + "'")
                        .contains("80 octets")
                        .doesNotContain("pp"));
    }

    @Test
    void aPasswordFileThatIsNoTextOrNoFileIsRefused(@TempDir Path directory) throws IOException {
        Path noise = Files.write(directory.resolve("noise"), "\u00fc".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(problems("password-file: " + noise))
                .singleElement()
                .satisfies(problem -> assertThat(problem).endsWith("password-file: '" + noise + "' is not UTF-8"));
        assertThat(problems("password-file: " + directory))
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains("password-file: cannot read '" + directory));
    }
}
