package io.nightjar.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.bgp.testing.MrtBytes;
import io.nightjar.daemon.pcap.CaptureBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class SpeakCommandTest {

    private static SpeakRun listener(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--local-as", "65001", "--peer-as", "65002", "--router-id", "10.0.0.1", "--listen", "127.0.0.1:0"));
        arguments.addAll(List.of(more));
        return SpeakRun.of(arguments.toArray(String[]::new));
    }

    private static SpeakRun caller(SpeakRun listener, String... more) throws InterruptedException {
        int port = listener.await("listening").path("port").asInt();
        List<String> arguments = new ArrayList<>(List.of(
                "--local-as",
                "65002",
                "--peer-as",
                "65001",
                "--router-id",
                "10.0.0.2",
                "--connect",
                "127.0.0.1:" + port));
        arguments.addAll(List.of(more));
        return SpeakRun.of(arguments.toArray(String[]::new));
    }

    private static JsonNode heardUpdate(SpeakRun run) throws InterruptedException {
        return run.await(line -> line.at("/message/type").asText().equals("UPDATE"))
                .path("message");
    }

    @Test
    void routesAreAnnouncedAndHeard(@TempDir Path directory) throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("routes"), """
                # routes
                198.51.100.0/24
                198.51.100.0/24 med 7
                withdraw 203.0.113.0/24
                """);
        SpeakRun listener = listener("--exit-after", "down");
        SpeakRun caller = caller(
                listener,
                "--announce",
                "192.0.2.0/24 next-hop 10.0.0.2 communities 65002:1",
                "--routes",
                file.toString(),
                "--exit-after",
                "eor");

        JsonNode first = heardUpdate(listener);
        assertThat(first.at("/announced/0/prefix").asText()).isEqualTo("198.51.100.0/24");
        assertThat(first.at("/attributes/NEXT_HOP").asText()).isEqualTo("127.0.0.1");
        assertThat(heardUpdate(listener).at("/attributes/MULTI_EXIT_DISC").asInt())
                .isEqualTo(7);
        assertThat(heardUpdate(listener).at("/withdrawn/0/prefix").asText()).isEqualTo("203.0.113.0/24");
        assertThat(heardUpdate(listener).path("attributes"))
                .hasToString("{\"ORIGIN\":\"IGP\",\"AS_PATH\":[{\"type\":\"AS_SEQUENCE\",\"numbers\":[65002]}],"
                        + "\"NEXT_HOP\":\"10.0.0.2\",\"COMMUNITIES\":[\"65002:1\"]}");
        assertThat(heardUpdate(listener).path("endOfRib").asText()).isEqualTo("ipv4-unicast");
        assertThat(caller.exitCode()).isZero();
        assertThat(listener.await("session-down").path("reason").asText()).contains("Administrative Shutdown");
        assertThat(listener.exitCode()).isZero();
    }

    @Test
    void statesAreTold() throws InterruptedException {
        SpeakRun listener = listener("--exit-after", "established");
        SpeakRun caller = caller(listener, "--exit-after", "down");

        caller.await(line -> line.path("state").asText().equals("OPEN_SENT"));
        caller.await(line -> line.path("state").asText().equals("ESTABLISHED"));
        assertThat(caller.exitCode()).isZero();
        assertThat(listener.exitCode()).isZero();
    }

    @Test
    void commandsAreCarriedOut() throws InterruptedException {
        SpeakRun listener = listener("--exit-after", "down", "--family", "ipv4,ipv6");
        SpeakRun caller = caller(listener, "--no-eor", "--family", "ipv4,ipv6", "--next-hop", "2001:db8::2");
        caller.say("announce 2001:db8::/32");
        caller.say("");
        assertThat(heardUpdate(listener).at("/attributes/MP_REACH_NLRI/nextHop").asText())
                .isEqualTo("2001:db8::2");
        caller.say("withdraw 2001:db8::/32");
        assertThat(heardUpdate(listener).at("/attributes/MP_UNREACH_NLRI/withdrawn"))
                .hasSize(1);
        caller.say("eor ipv6");
        assertThat(heardUpdate(listener).path("endOfRib").asText()).isEqualTo("ipv6-unicast");
        caller.say("refresh ipv4");
        assertThat(listener.await(line -> line.at("/message/type").asText().equals("ROUTE_REFRESH"))
                        .at("/message/family")
                        .asText())
                .isEqualTo("ipv4-unicast");
        caller.say("raw " + "ff".repeat(16) + " 0017 02 0000 0000");
        assertThat(heardUpdate(listener).path("endOfRib").asText()).isEqualTo("ipv4-unicast");
        caller.say("notification 6 4 0xc0ff");
        assertThat(listener.await("session-down").path("reason").asText()).contains("Administrative Reset");
        assertThat(caller.exitCode()).isZero();
        assertThat(listener.exitCode()).isZero();
    }

    @Test
    void wrongCommandsAreNamedAndCountAsFailure() throws InterruptedException {
        SpeakRun listener = listener("--exit-after", "down");
        SpeakRun caller = caller(listener, "--exit-after", "2s");
        List<String> wrong = List.of(
                "jump", "announce x", "announce 2001:db8::/32", "refresh vpn", "notification 256", "eor", "raw f");
        for (String line : wrong) {
            caller.say(line);
            assertThat(caller.await("error").path("error").asText()).isNotEmpty();
        }
        assertThat(caller.exitCode()).isEqualTo(1);
    }

    @Test
    void octetsThatAreNoMessageEndTheSession(@TempDir Path directory) throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("raw"), "ff".repeat(16) + "0013 09");
        SpeakRun listener = listener();
        SpeakRun caller = caller(listener, "--raw-hex", file.toString(), "--exit-after", "down");

        assertThat(caller.await("session-down").path("reason").asText()).contains("Bad Message Type");
        assertThat(caller.exitCode()).isZero();
        assertThat(listener.exitCode()).as("it ended before it was told to").isEqualTo(1);
    }

    @Test
    void aTableIsAnnouncedAsAnExternalPeerDoes(@TempDir Path directory) throws IOException, InterruptedException {
        String attributes = "40010100 4002060201 0000fbf4 4003040a000001 40050400000064";
        byte[] rib = MrtBytes.record(
                13,
                2,
                "00000007 10 0a01 0002" + MrtBytes.ribEntry(0, "", attributes) + MrtBytes.ribEntry(1, "", attributes));
        Path table = Files.write(
                directory.resolve("table"),
                CaptureBytes.join(MrtBytes.PEER_INDEX_TABLE, rib, MrtBytes.record(99, 0, "")));
        SpeakRun listener = listener("--count", "2");
        SpeakRun caller = caller(listener, "--mrt", table.toString(), "--peer-index", "1");

        JsonNode update = heardUpdate(listener);
        assertThat(update.path("announced")).hasToString("[{\"prefix\":\"10.1.0.0/16\"}]");
        assertThat(update.at("/attributes/AS_PATH/0/numbers")).hasToString("[65002,64500]");
        assertThat(update.at("/attributes/NEXT_HOP").asText()).isEqualTo("127.0.0.1");
        assertThat(caller.await("error").path("error").asText()).endsWith("there is no type 99");
        assertThat(listener.exitCode()).isZero();
        assertThat(caller.exitCode()).isEqualTo(1);
    }

    @Test
    void quitDoesNotWaitForASession() throws InterruptedException {
        SpeakRun listener = listener();
        listener.await("listening");
        listener.say("quit");

        assertThat(listener.exitCode()).isZero();
    }

    @Test
    void timeThatRunsOutIsAFailure() {
        assertThat(listener("--for", "10ms").exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "--router-id 1.1.1.1, 'nobody to speak with: give --connect ADDRESS, --listen ADDRESS, or both'",
        "--router-id 1.1.1.1 --connect 10.0.0.1 --passive,"
                + " '--passive needs --connect (who may connect) and --listen (where)'",
        "--router-id x --connect 10.0.0.1, 'not an IPv4 address: ''x'''",
        "--router-id 1.1.1.1 --connect [::1, 'not an address and a port: ''[::1'''",
        "--router-id 1.1.1.1 --connect 10.0.0.1:99999, 'not an address and a port: ''10.0.0.1:99999'''",
        "--router-id 1.1.1.1 --connect 10.0.0.1 --family x, '--family takes ipv4 and ipv6, not ''x'''",
        "--router-id 1.1.1.1 --connect 10.0.0.1 --for 5, '''5'' is no duration, as 500ms, 10s, 5m, 1h are'",
        "--router-id 1.1.1.1 --connect 10.0.0.1 --announce x, '--announce: not an IPv4 address: ''x'''",
        "--router-id 1.1.1.1 --connect 10.0.0.1 --peer-index 70000, 'a peer''s index is 0 to 65535, not 70000'",
        "--router-id 1.1.1.1 --connect 10.0.0.1 --mrt /none, '/none: there is no such file, or it cannot be read'"
    })
    void wrongArgumentsAreNamed(String options, String complaint) {
        String[] arguments = ("--local-as 1 --peer-as 2 " + options).split(" ");
        SpeakRun run = SpeakRun.of(arguments);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.complaints()).isEqualTo("speak: " + complaint + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 10.0.0.1, 179",
        "10.0.0.1:1790, 10.0.0.1, 1790",
        "::1, ::1, 179",
        "[::1], ::1, 179",
        "[::1]:1790, ::1, 1790"
    })
    void addressesMayHavePorts(String text, String address, int port) {
        AddressAndPort parsed = AddressAndPort.parse(text, 179);

        assertThat(parsed.address()).hasToString(address);
        assertThat(parsed.port()).isEqualTo(port);
    }
}
